package io.tradepost.domain.account;

import com.github.houbb.pinyin.constant.enums.PinyinStyleEnum;
import com.github.houbb.pinyin.util.PinyinHelper;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns a person's name into the local part of an address: 张三 → {@code zhangsan}, John Smith → {@code john.smith},
 * 阿卜杜·热合曼 → {@code abudu.reheman}, 王芳 Linda → {@code wangfang.linda}.
 *
 * <p>Chinese is full pinyin without tones, family name first, in one piece. The syllable ü is written {@code v} (吕 →
 * {@code lv}): that is the key everybody presses for it, so it is the spelling a colleague will guess; the {@code yu} of
 * passports (LYU) is known from passports only. Latin letters lose their accents; a space or a middle dot becomes a dot.
 */
final class PinyinName {
    /** Leaves room for a number after it; RFC 5321 section 4.5.3.1.1 allows 64. */
    private static final int LONGEST = 58;

    /** What the dictionary reads otherwise than people do when the character stands in a given name. */
    private static final Map<String, String> IN_GIVEN_NAMES = Map.ofEntries(
            Map.entry("珩", "heng"),
            Map.entry("晟", "sheng"),
            Map.entry("伽", "jia"),
            Map.entry("长", "chang"),
            Map.entry("長", "chang"),
            Map.entry("薄", "bo"),
            Map.entry("还", "huan"),
            Map.entry("卜", "bu"),
            Map.entry("翟", "zhai"),
            Map.entry("曾", "zeng"),
            Map.entry("缪", "miao"),
            Map.entry("率", "shuai"),
            Map.entry("仇", "qiu"));

    /** Letters that have no decomposition into a plain one and an accent. */
    private static final Map<Integer, String> PLAIN_LATIN = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ı', "i"));

    private enum Script {
        HAN,
        LATIN
    }

    private record Part(Script script, StringBuilder text) {}

    private final String name;
    private final List<Part> parts = new ArrayList<>();
    private boolean middleDot;
    /** What stands between the last letter read and the next: none, a space, or something that always parts. */
    private boolean spaced;

    private boolean parted;

    private PinyinName(String name) {
        this.name = name;
    }

    /**
     * @return a local part of {@code a-z 0-9 . -}, at most 58 characters
     * @throws AccountException if the name holds a character that has no reading here; it says which
     */
    static String localPart(String name) {
        PinyinName reader = new PinyinName(name);
        // NFKC makes full-width letters plain ones; the lower case comes first, since İ and others decompose in it.
        reader.split(Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        String local = reader.joined();
        if (local.isEmpty()) {
            throw AccountException.invalid("account.name.no-letter", name);
        }
        if (local.length() > LONGEST) {
            throw AccountException.invalid("account.name.address-long", name);
        }
        return local;
    }

    private void split(String text) {
        text.codePoints().forEach(this::take);
    }

    private void take(int character) {
        if (Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN && Character.isLetter(character)) {
            append(Script.HAN, Character.toString(character));
        } else if (PLAIN_LATIN.containsKey(character)) {
            append(Script.LATIN, PLAIN_LATIN.getOrDefault(character, ""));
        } else if (Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN) {
            appendLatin(character);
        } else if (character >= '0' && character <= '9') {
            append(Script.LATIN, Character.toString(character));
        } else if (character == '-' || character == '‐') {
            appendHyphen();
        } else if ("·•‧・∙⋅".indexOf(character) >= 0) {
            middleDot = true;
            parted = true;
        } else if (".,，、_".indexOf(character) >= 0) {
            parted = true;
        } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            spaced = true;
        } else if ("'’‘`ʼ".indexOf(character) < 0) {
            throw unreadable(character);
        }
    }

    private void appendLatin(int character) {
        String bare = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        if (!bare.matches("[a-z]+")) {
            throw unreadable(character);
        }
        append(Script.LATIN, bare);
    }

    private void append(Script script, String letters) {
        boolean joins = !parts.isEmpty()
                && parts.getLast().script == script
                && !parted
                // 张 三 is one name written wide; John Smith are two words.
                && (!spaced || script == Script.HAN);
        if (!joins) {
            parts.add(new Part(script, new StringBuilder()));
        }
        parts.getLast().text.append(letters);
        spaced = false;
        parted = false;
    }

    private void appendHyphen() {
        if (parts.isEmpty() || spaced || parted || parts.getLast().script == Script.HAN) {
            parted = true;
        } else {
            parts.getLast().text.append('-');
        }
    }

    private String joined() {
        List<String> words = new ArrayList<>();
        boolean first = true;
        for (Part part : parts) {
            String word = part.text.toString();
            if (part.script == Script.HAN) {
                // With a middle dot it is a name from another language in Chinese characters: no family name leads it.
                word = read(word, first && !middleDot);
                first = false;
            }
            word = word.replaceAll("-+", "-").replaceAll("^-|-$", "");
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return String.join(".", words);
    }

    private String read(String characters, boolean surnameLeads) {
        StringBuilder pinyin = new StringBuilder();
        String given = characters;
        if (surnameLeads) {
            var surname = SurnameReadings.of(characters);
            if (surname.isPresent()) {
                pinyin.append(surname.get().pinyin());
                given = characters.substring(surname.get().length());
            }
        }
        if (given.isEmpty()) {
            return pinyin.toString();
        }
        // Read together, so that the dictionary knows 长 in 长江 from 长 in 校长.
        List<String> syllables = List.of(
                PinyinHelper.toPinyin(given, PinyinStyleEnum.NORMAL, " ").split(" ", -1));
        int[] each = given.codePoints().toArray();
        for (int i = 0; i < each.length; i++) {
            String character = Character.toString(each[i]);
            String syllable =
                    IN_GIVEN_NAMES.getOrDefault(character, syllables.size() == each.length ? syllables.get(i) : "");
            String plain = syllable.replace('ü', 'v');
            if (!plain.matches("[a-z]+")) {
                throw unreadable(each[i]);
            }
            pinyin.append(plain);
        }
        return pinyin.toString();
    }

    private AccountException unreadable(int character) {
        return AccountException.invalid("account.name.unreadable", Character.toString(character), name);
    }
}
