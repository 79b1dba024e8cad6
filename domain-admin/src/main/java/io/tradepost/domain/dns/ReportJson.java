package io.tradepost.domain.dns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.domain.text.Phrase;
import io.tradepost.domain.text.Words;
import java.util.List;

/** A report as JSON. Field names and the words of status and severity never change with the language. */
public final class ReportJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReportJson() {}

    /**
     * The report; {@code result} is what the command line exits with.
     *
     * @param words language of summaries and evidence; steps come in both
     */
    public static ObjectNode of(DomainReport report, Words words) {
        ObjectNode json = JSON.objectNode();
        json.put("domain", report.domain());
        json.put("checkedAt", report.checkedAt().toString());
        json.put("tookMillis", report.took().toMillis());
        json.put("resolver", report.resolver());
        json.put("questions", report.questions());
        json.put("result", report.exitCode());
        ArrayNode checks = json.putArray("checks");
        report.findings().forEach(finding -> checks.add(of(finding, words)));
        return json;
    }

    private static ObjectNode of(Finding finding, Words words) {
        ObjectNode json = JSON.objectNode();
        json.put("id", finding.id());
        json.put("status", finding.status().word());
        json.put("severity", finding.severity().word());
        json.put("summary", words.say(finding.summary()));
        json.set("expected", texts(finding.expected()));
        json.set("observed", texts(finding.observed()));
        json.put("authority", finding.authority());
        json.put("ttl", finding.ttl().toSeconds());
        json.set("evidence", sentences(finding.evidence(), words));
        ObjectNode fix = json.putObject("fix");
        fix.set("records", texts(finding.fix().records()));
        fix.set("steps_en", sentences(finding.fix().steps(), Words.ENGLISH));
        fix.set("steps_zh", sentences(finding.fix().steps(), Words.CHINESE));
        json.put("rfc", finding.rfc());
        return json;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode sentences(List<Phrase> phrases, Words words) {
        return texts(phrases.stream().map(words::say).toList());
    }
}
