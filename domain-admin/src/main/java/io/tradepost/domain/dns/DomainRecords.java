package io.tradepost.domain.dns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import io.tradepost.domain.dns.spf.SpfDraft;
import io.tradepost.domain.dns.spf.SpfRecord;
import io.tradepost.domain.text.AddressText;
import io.tradepost.domain.text.Phrase;
import io.tradepost.domain.text.Words;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The records to publish for a domain, each with its reason. What is published already is looked at first, so that the
 * terms of other senders in an SPF record stay.
 */
public final class DomainRecords {
    /**
     * One record.
     *
     * @param name without the closing dot
     * @param value as a zone file writes it
     * @param reasons why, and what becomes of what is there now
     */
    public record Entry(String name, String type, int ttlSeconds, String value, List<Phrase> reasons) {
        public Entry {
            reasons = List.copyOf(reasons);
        }

        String line() {
            return name + ". " + ttlSeconds + " IN " + type + " " + value;
        }
    }

    private final DomainQuestion question;
    private final DnsAnswer mx;
    private final DnsAnswer txt;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Phrase> remarks = new ArrayList<>();

    private DomainRecords(DomainQuestion question, DnsAnswer mx, DnsAnswer txt) {
        this.question = question;
        this.mx = mx;
        this.txt = txt;
    }

    /** Looks at what is published and says what should be. */
    public static DomainRecords of(DomainQuestion question, DnsLookup dns) {
        var mx = dns.ask(question.name(), Type.MX);
        var txt = dns.ask(question.name(), Type.TXT);
        DomainRecords records = new DomainRecords(question, mx.join(), txt.join());
        records.compose();
        return records;
    }

    /** The records in the order in which one enters them. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What else a person should know. */
    public List<Phrase> remarks() {
        return List.copyOf(remarks);
    }

    private void compose() {
        for (DnsAnswer answer : List.of(mx, txt)) {
            if (answer instanceof DnsAnswer.Unknown unknown) {
                remarks.add(Phrase.of("records.unknown", unknown.reason()));
                break;
            }
        }
        if (question.mailHost().isEmpty()) {
            remarks.add(Phrase.of("records.host"));
        } else {
            composeMx();
            composeAddresses();
        }
        composeSpf();
        if (!question.mailHost().isEmpty()
                && isWithin()
                && !question.sendingAddresses().isEmpty()
                && !question.mailHost().equals(question.domain())) {
            String text = SpfDraft.from(List.of("v=spf1 -all"))
                    .allowing(question.sendingAddresses())
                    .text();
            add(question.mailHost(), "TXT", ZoneText.quoted(text), List.of(Phrase.of("records.helo")));
        }
    }

    private void composeMx() {
        List<Phrase> reasons = new ArrayList<>(List.of(Phrase.of("records.mx")));
        List<String> others = mx.all(MXRecord.class).stream()
                .filter(record -> !record.getTarget().toString(true).equalsIgnoreCase(question.mailHost()))
                .map(record -> record.getPriority() + " " + record.getTarget())
                .toList();
        if (!others.isEmpty()) {
            reasons.add(Phrase.of("records.mx.replaces", String.join(", ", others)));
        }
        add(question.domain(), "MX", "10 " + question.mailHost() + ".", reasons);
    }

    private void composeAddresses() {
        for (InetAddress address : question.receivingAddresses()) {
            if (isWithin()) {
                String type = address.getAddress().length == 4 ? "A" : "AAAA";
                add(question.mailHost(), type, AddressText.of(address), List.of(Phrase.of("records.address")));
            } else {
                remarks.add(Phrase.of(
                        "records.address.elsewhere",
                        MxChecks.addressRecord(question.mailHost(), address),
                        question.mailHost()));
            }
        }
    }

    private void composeSpf() {
        List<String> published = txt.all(TXTRecord.class).stream()
                .map(SpfRecord::text)
                .filter(SpfRecord::isSpf)
                .toList();
        if (question.sendingAddresses().isEmpty()) {
            remarks.add(Phrase.of("records.addresses"));
        }
        List<Phrase> reasons = new ArrayList<>(List.of(Phrase.of("records.spf")));
        if (published.size() > 1) {
            reasons.add(Phrase.of("records.spf.replaces", published.size()));
        }
        published.forEach(text -> reasons.add(Phrase.of("records.spf.keeps", text)));
        String text =
                SpfDraft.from(published).allowing(question.sendingAddresses()).text();
        add(question.domain(), "TXT", ZoneText.quoted(text), reasons);
    }

    private boolean isWithin() {
        return question.mailHost().equals(question.domain())
                || question.mailHost().endsWith("." + question.domain());
    }

    private void add(String name, String type, String value, List<Phrase> reasons) {
        entries.add(new Entry(name, type, ZoneText.TTL_SECONDS, value, reasons));
    }

    /** The records as a zone file, a comment above each. */
    public String zoneFile(Words words) {
        StringBuilder text = new StringBuilder();
        comment(text, words.say(Phrase.of("records.head", question.domain())));
        remarks.forEach(remark -> comment(text, words.say(remark)));
        for (Entry entry : entries) {
            text.append('\n');
            entry.reasons().forEach(reason -> comment(text, words.say(reason)));
            text.append(entry.line()).append('\n');
        }
        return text.toString();
    }

    /** A stranger's record is quoted in comments: no line end of its may end the comment. */
    private static void comment(StringBuilder text, String line) {
        text.append("; ").append(line.replaceAll("[\\p{Cntrl}]", "?")).append('\n');
    }

    /** The records as JSON: {@code {"domain", "records": [{"name","type","ttl","value","reasons"}], "remarks"}}. */
    public ObjectNode json(Words words) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("domain", question.domain());
        ArrayNode records = json.putArray("records");
        for (Entry entry : entries) {
            ObjectNode record = records.addObject();
            record.put("name", entry.name());
            record.put("type", entry.type());
            record.put("ttl", entry.ttlSeconds());
            record.put("value", entry.value());
            ArrayNode reasons = record.putArray("reasons");
            entry.reasons().forEach(reason -> reasons.add(words.say(reason)));
        }
        ArrayNode notes = json.putArray("remarks");
        remarks.forEach(remark -> notes.add(words.say(remark)));
        return json;
    }
}
