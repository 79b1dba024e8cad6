package io.tradepost.archive.retention;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Terms that statutes ask for, to begin schedules with. The query is a proposal: an exporter who can tell controlled from
 * other mail narrows it to those customers and orders; one who can't leaves it at everything.
 */
public enum ScheduleTemplate {
    /** Documents of exports of dual-use items, correspondence among them. */
    CN_EXPORT_CONTROL(
            "5y",
            "",
            "《中华人民共和国两用物项出口管制条例》（国务院令第792号，2024-12-01 施行）：与两用物项出口有关的资料保存不少于 5 年"
                    + " / Regulations of the PRC on Export Control of Dual-Use Items (State Council Order 792): 5 years"),
    /**
     * Documents of what was declared to customs. The law counts three years from release, which mail does not tell: one
     * year more covers goods released up to a year after the mail. Bonded and duty-reduced goods take longer.
     */
    CN_CUSTOMS(
            "4y",
            "",
            "《中华人民共和国海关稽查条例》第二条、第七条第二款：自进出口货物放行之日起 3 年（另加 1 年，因放行日晚于邮件）"
                    + " / PRC Customs Inspection Regulations Art. 2 and 7(2): 3 years from release, plus 1 for the"
                    + " time between mail and release"),
    /** Letters of trade and business, received and sent. */
    GOBD_6(
            "year-end+6y",
            "",
            "§ 147 Abs. 1 Nr. 2, 3, 5, Abs. 3 und 4 AO; § 257 Abs. 1 Nr. 2, 3, Abs. 4 und 5 HGB (GoBD)"),
    /** Vouchers, invoices among them; ten years until the end of 2024. */
    GOBD_8(
            "year-end+8y",
            "invoice OR Rechnung OR 发票",
            "§ 147 Abs. 1 Nr. 4, Abs. 3 und 4 AO; § 257 Abs. 1 Nr. 4, Abs. 4 und 5 HGB; in der Fassung des BEG IV"
                    + " (ab 2025-01-01)"),
    /** Books, annual accounts and what is needed to understand them; documents of the customs code. */
    GOBD_10("year-end+10y", "", "§ 147 Abs. 1 Nr. 1, 4a, Abs. 3 und 4 AO; § 257 Abs. 1 Nr. 1, Abs. 4 und 5 HGB (GoBD)"),
    /** Communications of a broker or dealer. */
    SEC_17A_4_3("3y", "", "17 CFR 240.17a-4(b)(4): not less than three years"),
    /** What stands beside the ledgers. */
    SEC_17A_4_6("6y", "", "17 CFR 240.17a-4(a): not less than six years");

    private final String minimum;
    private final String query;
    private final String source;

    ScheduleTemplate(String minimum, String query, String source) {
        this.minimum = minimum;
        this.query = query;
        this.source = source;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How long at least. */
    public Term minimum() {
        return Term.parse(minimum);
    }

    /** A query to begin with; empty for everything. */
    public String query() {
        return query;
    }

    /** Statute and article. */
    public String source() {
        return source;
    }

    /** The one typed so. */
    public static Optional<ScheduleTemplate> of(String typed) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(typed.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** What an exporter from China begins with. */
    public static List<ScheduleTemplate> defaults() {
        return List.of(CN_EXPORT_CONTROL, CN_CUSTOMS);
    }
}
