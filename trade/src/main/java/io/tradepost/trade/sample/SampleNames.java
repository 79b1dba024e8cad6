package io.tradepost.trade.sample;

import java.util.List;

/** The words of which the sample's companies and people are put together. Any likeness is chance. */
final class SampleNames {

    /** A name in Latin letters, and how a Chinese clerk writes it. */
    record Name(String latin, String chinese) {}

    /** A country with the legal form of its companies and the stock of names that they use. */
    record Country(String code, String legalForm, Region region) {}

    /** A stock of names. */
    record Region(List<Name> families, List<String> given) {}

    /** What a company deals in. */
    static final List<Name> TRADES =
            names("Tools 工具,Hardware 五金,Lighting 照明,Ceramics 陶瓷,Textiles 纺织,Fasteners 紧固件,Furniture 家具,Pumps 水泵,"
                    + "Valves 阀门,Bearings 轴承,Cables 电缆,Toys 玩具,Kitchenware 厨具,Packaging 包装,Garden 园艺,Optics 光学,"
                    + "Motors 电机,Bicycles 自行车,Glassware 玻璃,Plastics 塑料,Stationery 文具,Footwear 鞋业,Filters 过滤器,Tiles 瓷砖");

    private static final Region NORDIC = region(
            "Lindqvarn 林德克瓦恩,Bergholt 贝里霍尔特,Sandvarg 桑德瓦里,Nyhavre 尼哈弗,Tornqvel 托恩奎尔,Ekstrond 埃克斯特龙,Halvgard 哈尔夫高,Kivelainen 基韦莱宁,Rautasalmo 劳塔萨尔莫",
            "Anders,Karin,Lars,Ingrid,Mikko,Astrid,Jonas,Freja");
    private static final Region GERMAN = region(
            "Brennmeister 布伦迈斯特,Holzwarth 霍尔茨瓦特,Steinkrug 施泰因克鲁格,Weidenbach 魏登巴赫,Kaltenhof 卡滕霍夫,Rotbergen 罗特贝根,Feldkamper 费尔德坎珀,Ziegelmaar 齐格尔马尔",
            "Klaus,Petra,Jürgen,Sabine,Matthias,Anke,Stefan,Heike");
    private static final Region ENGLISH = region(
            "Hartwell 哈特韦尔,Penrowan 彭罗文,Oakmere 奥克米尔,Whitcastle 惠特卡斯尔,Brackenford 布拉肯福德,Dunsmoor 邓斯穆尔,Larkhollow 拉克霍洛,Marlstone 马尔斯通,Thornwick 索恩威克,Kestrelby 凯斯特比",
            "James,Emily,Oliver,Grace,Daniel,Hannah,Peter,Alice");
    private static final Region FRENCH = region(
            "Beaumarin 博马兰,Charlemont 沙勒蒙,Vauclerc 沃克莱尔,Montbrelle 蒙布雷勒,Roquefer 罗克费尔,Delatourne 德拉图尔讷,Sainclair 圣克莱尔",
            "Luc,Camille,Antoine,Élodie,Mathieu,Claire,Hugo,Sylvie");
    private static final Region IBERIAN = region(
            "Villanera 维拉内拉,Montalbar 蒙塔尔瓦尔,Casaverde 卡萨韦尔德,Rioclaro 里奥克拉罗,Figueral 菲格拉尔,Solbrava 索尔布拉瓦,Quintamar 金塔马尔,Pedralta 佩德拉尔塔,Olivaz 奥利瓦斯",
            "Carlos,Lucía,Javier,Marta,João,Inês,Diego,Beatriz");
    private static final Region ITALIAN = region(
            "Bellorso 贝洛尔索,Ferramonti 费拉蒙蒂,Castelvivo 卡斯特尔维沃,Rossanelli 罗萨内利,Pontefiore 蓬泰菲奥雷,Granaldi 格拉纳尔迪",
            "Marco,Giulia,Paolo,Chiara,Luca,Elena,Davide,Silvia");
    private static final Region SLAVIC = region(
            "Kowalczewski 科瓦尔切夫斯基,Novotnar 诺沃特纳尔,Belograd 别洛格勒,Zielonka 泽隆卡,Dvoranek 德沃拉内克,Petrovan 彼得罗万,Sokolnik 索科尔尼克,Hradilek 赫拉迪莱克",
            "Piotr,Agnieszka,Jan,Katarzyna,Ivan,Olga,Tomáš,Milena");
    private static final Region ARABIC = region(
            "Al-Nakheel 纳希勒,Barakoun 巴拉昆,Qasrani 卡斯拉尼,Al-Sahrawi 萨赫拉维,Mansourah 曼苏拉,Zaytouna 宰图纳,Rimalain 里马莱因",
            "Ahmed,Fatima,Omar,Layla,Khalid,Mariam,Youssef,Noor");
    private static final Region TURKIC = region(
            "Demirtash 德米尔塔什,Yildirak 伊尔迪拉克,Karakose 卡拉科塞,Altinova 阿尔滕奥瓦,Boztepe 博兹泰佩,Kayaoren 卡亚厄伦",
            "Mehmet,Ayşe,Emre,Zeynep,Murat,Elif,Deniz,Selin");
    private static final Region INDIAN = region(
            "Chandravati 钱德拉瓦蒂,Raghupur 拉古普尔,Mehrastan 梅赫拉斯坦,Suryakant 苏里亚坎特,Patelgarh 帕特尔加尔,Lakshmipur 拉克什米普尔,Gulmohar 古尔莫哈尔",
            "Rajesh,Priya,Amit,Sunita,Vikram,Anjali,Sanjay,Deepa");
    private static final Region AFRICAN = region(
            "Okonjaro 奥孔贾罗,Adebanke 阿德班克,Mwangaza 姆万加扎,Kiberani 基贝拉尼,Nkosana 恩科萨纳,Thabiso 塔比索,Asantewo 阿桑特沃",
            "Chidi,Amara,Kwame,Zanele,Juma,Thandi,Kofi,Wanjiru");
    private static final Region EAST_ASIAN = region(
            "Hoshikawa 星川,Minamoto-Ya 源屋,Tachibara 立花原,Hanseong 汉城野,Daehyun 大贤,Bitgoeul 光谷",
            "Kenji,Yuki,Haruto,Sakura,Minjun,Jiwoo,Seojun,Aoi");
    private static final Region SOUTH_EAST_ASIAN = region(
            "Saigawan 西贡湾,Merapindo 默拉平多,Chaopraya 昭帕雅,Luzonara 吕宋纳拉,Mekonglai 湄公莱,Borneoku 婆罗库,Andamas 安达马斯",
            "Nguyen,Siti,Somchai,Maria,Budi,Linh,Jose,Dewi");
    private static final Region CHINESE = region(
            "Huarong 华荣,Jinlong 锦隆,Yuantong 远通,Ruifeng 瑞丰,Hengtai 恒泰,Xinghai 兴海,Dongsheng 东升,Wanli 万利",
            "Wei,Fang,Ming,Li,Jun,Xiu,Hao,Yan");

    static final List<Country> COUNTRIES = List.of(
            new Country("SE", "AB", NORDIC),
            new Country("NO", "AS", NORDIC),
            new Country("FI", "Oy", NORDIC),
            new Country("DK", "ApS", NORDIC),
            new Country("DE", "GmbH", GERMAN),
            new Country("AT", "GmbH", GERMAN),
            new Country("CH", "AG", GERMAN),
            new Country("GB", "Ltd", ENGLISH),
            new Country("IE", "Ltd", ENGLISH),
            new Country("US", "Inc", ENGLISH),
            new Country("CA", "Inc", ENGLISH),
            new Country("AU", "Pty Ltd", ENGLISH),
            new Country("NZ", "Ltd", ENGLISH),
            new Country("FR", "SARL", FRENCH),
            new Country("BE", "SRL", FRENCH),
            new Country("ES", "SL", IBERIAN),
            new Country("PT", "Lda", IBERIAN),
            new Country("MX", "SA de CV", IBERIAN),
            new Country("BR", "Ltda", IBERIAN),
            new Country("CL", "SpA", IBERIAN),
            new Country("PE", "SAC", IBERIAN),
            new Country("IT", "Srl", ITALIAN),
            new Country("PL", "Sp. z o.o.", SLAVIC),
            new Country("CZ", "s.r.o.", SLAVIC),
            new Country("RS", "d.o.o.", SLAVIC),
            new Country("AE", "LLC", ARABIC),
            new Country("SA", "Est.", ARABIC),
            new Country("EG", "SAE", ARABIC),
            new Country("TR", "A.Ş.", TURKIC),
            new Country("IN", "Pvt Ltd", INDIAN),
            new Country("NG", "Ltd", AFRICAN),
            new Country("KE", "Ltd", AFRICAN),
            new Country("ZA", "(Pty) Ltd", AFRICAN),
            new Country("JP", "KK", EAST_ASIAN),
            new Country("KR", "Co., Ltd", EAST_ASIAN),
            new Country("VN", "JSC", SOUTH_EAST_ASIAN),
            new Country("ID", "PT", SOUTH_EAST_ASIAN),
            new Country("TH", "Co., Ltd", SOUTH_EAST_ASIAN),
            new Country("HK", "Ltd", CHINESE),
            new Country("TW", "Co., Ltd", CHINESE),
            new Country("SG", "Pte Ltd", CHINESE),
            new Country("MY", "Sdn Bhd", CHINESE));

    /** Chinese people, full names; the first character is the family name. */
    static final List<Name> CHINESE_PEOPLE =
            names("Lin.Zhiyuan 林志远,Chen.Yuqing 陈雨晴,Wong.Kahei 黄嘉希,Tan.Weiling 陈慧玲,Zhou.Mingde 周明德,Xu.Jianing 许嘉宁,"
                    + "Ho.Siuman 何少文,Lim.Junwei 林钧蔚,Guo.Xinyi 郭欣怡,Leung.Tszyan 梁子欣,Ng.Boonhock 黄文福,Deng.Haoran 邓浩然");

    static final List<String> FREE_MAIL = List.of("gmail.com", "hotmail.com", "yahoo.com", "outlook.com");
    static final List<String> CHINESE_FREE_MAIL = List.of("qq.com", "163.com", "126.com", "foxmail.com");

    private SampleNames() {}

    static boolean isChinese(Country country) {
        return country.region().equals(CHINESE);
    }

    private static Region region(String families, String given) {
        return new Region(names(families), List.of(given.split(",", -1)));
    }

    private static List<Name> names(String pairs) {
        return List.of(pairs.split(",", -1)).stream()
                .map(pair -> pair.split(" ", 2))
                .map(pair -> new Name(pair[0].replace('.', ' '), pair[1]))
                .toList();
    }
}
