package io.tradepost.archive.search;

import com.ibm.icu.text.Transliterator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mail of a trading company, made from a seed: Chinese in both scripts and four charsets, numbers in several spellings. It
 * knows which message holds which number, so that no reading of text is needed to judge an answer about one.
 */
final class PlantedMail {
    private static final String[] WORDS = {
        "太阳能热水器", "报价单", "合同", "提单", "信用证", "装箱单", "形式发票", "轴承", "阀门", "集装箱", "深圳", "宁波港", "海关编码", "出口退税", "质量检验",
        "交货期", "付款方式", "定金", "尾款", "样品", "客户", "订单确认", "货代", "船期", "唛头", "不锈钢", "电缆", "发动机", "机器设备", "请尽快回复", "附件请查收",
        "我们公司需要", "一千台", "价格上涨", "原材料", "汇率变动", "开证行", "受益人", "产地证", "熏蒸证明"
    };

    private static final Charset[] CHARSETS = {
        StandardCharsets.UTF_8, Charset.forName("GB18030"), Charset.forName("Big5"), StandardCharsets.UTF_8
    };

    private final Random random;
    private final Transliterator toTraditional = Transliterator.getInstance("Simplified-Traditional");
    /** Number, without separators, to the ordinals of the messages that hold it. */
    private final Map<String, Set<Integer>> holders = new LinkedHashMap<>();

    private final Map<String, String[]> parts = new LinkedHashMap<>();

    PlantedMail(long seed) {
        this.random = new Random(seed);
    }

    /** Numbers and who holds them. */
    Map<String, Set<Integer>> holders() {
        return holders;
    }

    /** The parts of a number, as {@code SO 2024 00123}. */
    String[] parts(String number) {
        return parts.getOrDefault(number, new String[0]);
    }

    /** The next message. */
    byte[] next(int ordinal) {
        boolean traditional = random.nextInt(3) == 0;
        Charset charset = traditional ? CHARSETS[2 + random.nextInt(2)] : CHARSETS[random.nextInt(2)];
        String subject = script(sentence(1 + random.nextInt(3)), traditional);
        StringBuilder body = new StringBuilder();
        for (int line = 0; line < 3 + random.nextInt(8); line++) {
            body.append(script(sentence(2 + random.nextInt(6)), traditional)).append("\r\n");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            body.append("No. ").append(number(ordinal)).append(" ;\r\n");
        }
        int person = random.nextInt(400);
        String from = "person" + person + "@mail." + "company" + person % 60 + ".com.cn";
        String encoded = Base64.getMimeEncoder().encodeToString(body.toString().getBytes(charset));
        String word =
                "=?" + charset.name() + "?B?" + Base64.getEncoder().encodeToString(subject.getBytes(charset)) + "?=";
        return ("From: " + from + "\r\nTo: sales" + random.nextInt(9) + "@ours.example\r\nSubject: " + word
                        + "\r\nMessage-ID: <planted" + ordinal + "@company.example>\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=" + charset.name()
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String script(String text, boolean traditional) {
        return traditional ? toTraditional.transliterate(text) : text;
    }

    private String sentence(int words) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < words; i++) {
            out.append(WORDS[random.nextInt(WORDS.length)]);
            // A few characters that stand together nowhere else, so that rare substrings exist.
            for (int more = random.nextInt(3); more > 0; more--) {
                out.append((char) (0x5000 + random.nextInt(0x800)));
            }
            if (random.nextInt(4) == 0) {
                out.append("，。、；".charAt(random.nextInt(4)));
            }
        }
        return out.toString();
    }

    private String number(int ordinal) {
        String number;
        if (random.nextInt(3) == 0 && !holders.isEmpty()) {
            List<String> known = new ArrayList<>(holders.keySet());
            number = known.get(random.nextInt(known.size()));
        } else {
            String[] fresh = {
                new String[] {"SO", "PI", "PO", "QT", "TPX"}[random.nextInt(5)],
                Integer.toString(2015 + random.nextInt(12)),
                String.format(Locale.ROOT, "%05d", random.nextInt(100_000))
            };
            number = String.join("", fresh);
            parts.putIfAbsent(number, fresh);
        }
        holders.computeIfAbsent(number, none -> new TreeSet<>()).add(ordinal);
        return spelling(number, random.nextInt(5));
    }

    /** One of five ways to write a number. */
    String spelling(String number, int way) {
        String[] one = parts(number);
        return switch (way) {
            case 0 -> number;
            case 1 -> String.join("-", one);
            case 2 -> String.join("/", one);
            case 3 -> one[0] + one[1] + "-" + one[2];
            default -> String.join(" ", one).toLowerCase(Locale.ROOT);
        };
    }
}
