package io.tradepost.trade.text;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.util.Set;
import java.util.TreeSet;

/**
 * Domains made to be taken for another: {@code lindqvlst-tools.example} for {@code lindqvist-tools.example}, the same name
 * under another suffix, letters of another script.
 */
public final class LookAlike {

    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    /** Names as short as this differ from each other by a letter or two anyway. */
    private static final int SHORT_NAME = 5;

    private static final int LONG_NAME = 9;

    private LookAlike() {}

    /** The first of the genuine registrable domains that the given one imitates; empty if it imitates none. */
    public static String imitated(String domain, Set<String> genuine) {
        String registrable = Addresses.registrable(domain);
        if (registrable.isEmpty() || genuine.contains(registrable) || FreeMail.isFreeMail(registrable)) {
            return "";
        }
        for (String one : new TreeSet<>(genuine)) {
            if (imitates(registrable, one)) {
                return one;
            }
        }
        return "";
    }

    private static boolean imitates(String domain, String genuine) {
        String name = firstLabel(domain);
        String realName = firstLabel(genuine);
        if (name.equals(realName)) {
            return true;
        }
        if (CONFUSABLES.getSkeleton(unicode(name)).equals(CONFUSABLES.getSkeleton(unicode(realName)))) {
            return true;
        }
        int allowed = realName.length() <= SHORT_NAME ? 0 : realName.length() < LONG_NAME ? 1 : 2;
        return distanceAtMost(name, realName, allowed);
    }

    private static String firstLabel(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? domain : domain.substring(0, dot);
    }

    private static String unicode(String label) {
        StringBuilder out = new StringBuilder();
        UTS46.labelToUnicode(label, out, new IDNA.Info());
        return out.toString();
    }

    /** Edit distance with swapped neighbours counted as one (optimal string alignment), labels being at most 63 long. */
    private static boolean distanceAtMost(String a, String b, int most) {
        if (most == 0 || Math.abs(a.length() - b.length()) > most) {
            return false;
        }
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best =
                        Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1, distance[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = best;
            }
        }
        return distance[a.length()][b.length()] <= most;
    }
}
