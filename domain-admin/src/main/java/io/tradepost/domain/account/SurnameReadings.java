package io.tradepost.domain.account;

import java.util.Map;
import java.util.Optional;

/**
 * Surnames whose reading differs from the character's usual one. Readings follow the entries marked 姓 in 现代汉语词典
 * (7th edition). Where it lists two, the one that more bearers use stands here (牟 Móu, not the Mù of eastern Shandong;
 * 覃 Qín, not Tán; 乐 Yuè, not Lè; 隗 Wěi, not Kuí), and an explicit address is the way for the others.
 *
 * <p>单于 and 子车 are left out of the double surnames on purpose: a person called 单于敏 today is a Shàn whose given
 * name is 于敏.
 */
final class SurnameReadings {
    private static final Map<String, String> DOUBLE = Map.ofEntries(
            Map.entry("万俟", "mo qi"), Map.entry("萬俟", "mo qi"),
            Map.entry("尉迟", "yu chi"), Map.entry("尉遲", "yu chi"),
            Map.entry("长孙", "zhang sun"), Map.entry("長孫", "zhang sun"),
            Map.entry("令狐", "ling hu"), Map.entry("欧阳", "ou yang"),
            Map.entry("歐陽", "ou yang"), Map.entry("上官", "shang guan"),
            Map.entry("诸葛", "zhu ge"), Map.entry("諸葛", "zhu ge"),
            Map.entry("司马", "si ma"), Map.entry("司馬", "si ma"),
            Map.entry("司徒", "si tu"), Map.entry("司空", "si kong"),
            Map.entry("夏侯", "xia hou"), Map.entry("皇甫", "huang fu"),
            Map.entry("东方", "dong fang"), Map.entry("公孙", "gong sun"),
            Map.entry("澹台", "tan tai"), Map.entry("澹臺", "tan tai"),
            Map.entry("拓跋", "tuo ba"), Map.entry("独孤", "du gu"),
            Map.entry("慕容", "mu rong"), Map.entry("宇文", "yu wen"),
            Map.entry("鲜于", "xian yu"), Map.entry("呼延", "hu yan"),
            Map.entry("赫连", "he lian"), Map.entry("淳于", "chun yu"),
            Map.entry("亓官", "qi guan"), Map.entry("宰父", "zai fu"),
            Map.entry("谷梁", "gu liang"), Map.entry("乐正", "yue zheng"),
            Map.entry("南宫", "nan gong"), Map.entry("端木", "duan mu"),
            Map.entry("轩辕", "xuan yuan"), Map.entry("百里", "bai li"));

    private static final Map<String, String> SINGLE = Map.ofEntries(
            Map.entry("单", "shan"), Map.entry("單", "shan"),
            Map.entry("曾", "zeng"), Map.entry("仇", "qiu"),
            Map.entry("解", "xie"), Map.entry("查", "zha"),
            Map.entry("任", "ren"), Map.entry("朴", "piao"),
            Map.entry("区", "ou"), Map.entry("區", "ou"),
            Map.entry("盖", "ge"), Map.entry("蓋", "ge"),
            Map.entry("缪", "miao"), Map.entry("繆", "miao"),
            Map.entry("翟", "zhai"), Map.entry("牟", "mou"),
            Map.entry("覃", "qin"), Map.entry("谌", "chen"),
            Map.entry("諶", "chen"), Map.entry("乐", "yue"),
            Map.entry("樂", "yue"), Map.entry("折", "she"),
            Map.entry("员", "yun"), Map.entry("員", "yun"),
            Map.entry("贠", "yun"), Map.entry("佴", "nai"),
            Map.entry("郄", "qie"), Map.entry("郗", "xi"),
            Map.entry("秘", "bi"), Map.entry("薄", "bo"),
            Map.entry("卜", "bu"), Map.entry("晟", "cheng"),
            Map.entry("召", "shao"), Map.entry("都", "du"),
            Map.entry("句", "gou"), Map.entry("炅", "gui"),
            Map.entry("炔", "gui"), Map.entry("角", "jue"),
            Map.entry("圈", "juan"), Map.entry("隽", "juan"),
            Map.entry("么", "yao"), Map.entry("幺", "yao"),
            Map.entry("还", "huan"), Map.entry("乜", "nie"),
            Map.entry("蔚", "yu"), Map.entry("祭", "zhai"),
            Map.entry("种", "chong"), Map.entry("粘", "nian"),
            Map.entry("能", "nai"), Map.entry("宿", "su"),
            Map.entry("莘", "shen"), Map.entry("繁", "po"),
            Map.entry("洗", "xian"), Map.entry("冼", "xian"),
            Map.entry("逄", "pang"), Map.entry("隗", "wei"),
            Map.entry("尉", "wei"), Map.entry("贾", "jia"),
            Map.entry("賈", "jia"), Map.entry("瞿", "qu"),
            Map.entry("冯", "feng"), Map.entry("馮", "feng"),
            Map.entry("叶", "ye"), Map.entry("葉", "ye"),
            Map.entry("沈", "shen"), Map.entry("石", "shi"),
            Map.entry("车", "che"), Map.entry("車", "che"),
            Map.entry("盛", "sheng"), Map.entry("柏", "bai"),
            Map.entry("宓", "mi"), Map.entry("贲", "ben"),
            Map.entry("滑", "hua"), Map.entry("俞", "yu"),
            Map.entry("臧", "zang"), Map.entry("褚", "chu"),
            Map.entry("万", "wan"), Map.entry("那", "na"),
            Map.entry("仉", "zhang"), Map.entry("厍", "she"),
            Map.entry("呙", "guo"), Map.entry("缑", "gou"),
            Map.entry("庹", "tuo"), Map.entry("昝", "zan"),
            Map.entry("禤", "xuan"), Map.entry("訾", "zi"),
            Map.entry("郇", "xun"), Map.entry("强", "qiang"));

    private SurnameReadings() {}

    /**
     * The surname that a Chinese name begins with, where its reading needs saying: two characters before one, so that
     * 尉迟 is not read as 尉. A name of two characters has a surname of one, but for a bare double surname.
     */
    static Optional<Reading> of(String name) {
        if (name.length() >= 2) {
            String first = name.substring(0, 2);
            String reading = DOUBLE.get(first);
            if (reading != null) {
                return Optional.of(new Reading(first.length(), reading.replace(" ", "")));
            }
        }
        String reading = name.isEmpty() ? null : SINGLE.get(name.substring(0, 1));
        return reading == null ? Optional.empty() : Optional.of(new Reading(1, reading));
    }

    /**
     * @param length characters that the surname takes
     * @param pinyin in ASCII, without tones or spaces
     */
    record Reading(int length, String pinyin) {}
}
