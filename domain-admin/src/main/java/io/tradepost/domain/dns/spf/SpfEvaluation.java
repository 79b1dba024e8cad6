package io.tradepost.domain.dns.spf;

import io.tradepost.domain.dns.lookup.DnsAnswer;
import io.tradepost.domain.dns.lookup.DnsLookup;
import io.tradepost.domain.text.AddressText;
import io.tradepost.domain.text.Phrase;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** One run of {@code check_host()}: the tree as it grows. Used once, by one thread. */
final class SpfEvaluation {
    private final SpfQuestion question;
    private final InetAddress client;
    private final SpfBudget budget;
    private final String receiver;
    private final Clock clock;

    SpfEvaluation(SpfQuestion question, DnsLookup dns, String receiver, Clock clock, Duration longest) {
        this.question = question;
        this.client = question.client();
        this.budget = new SpfBudget(dns, longest);
        this.receiver = receiver;
        this.clock = clock;
    }

    SpfVerdict run() {
        String domain = question.domain();
        GrowingStep root = new GrowingStep(domain, domain);
        if (!SpfNames.canBegin(domain)) {
            root.end(false, Phrase.of("spf.step.no-domain"));
            return new SpfVerdict(SpfResult.NONE, "", 0, 0, root.done());
        }
        StringBuilder explanation = new StringBuilder();
        SpfResult result;
        try {
            result = check(domain, root, explanation);
        } catch (SpfStop stop) {
            result = stop.result();
            root.fail(stop.reason());
        }
        return new SpfVerdict(result, explanation.toString(), budget.lookups(), budget.voids(), root.done());
    }

    /** @param explanation filled if this check fails; for one within an include, whose fail is none, pass a throw-away */
    private SpfResult check(String domain, GrowingStep step, StringBuilder explanation) throws SpfStop {
        Optional<SpfRecord> published = published(domain, step);
        if (published.isEmpty()) {
            return SpfResult.NONE;
        }
        SpfRecord record = published.get();
        GrowingStep whole = step.next(record.text(), domain);
        for (SpfTerm.Directive directive : record.directives()) {
            GrowingStep each = whole.next(directive.text(), domain);
            if (matches(directive.mechanism(), domain, each)) {
                SpfResult result = directive.qualifier().result();
                whole.end(true, Phrase.of("spf.step.decided", directive.text(), result.word()));
                step.end(true, Phrase.of("spf.step.result", result.word()));
                if (result == SpfResult.FAIL) {
                    record.explanation().ifPresent(exp -> explanation.append(explain(exp, domain)));
                }
                return result;
            }
        }
        if (record.redirect().isPresent()) {
            return redirected(record.redirect().get(), domain, whole, step, explanation);
        }
        whole.end(false, Phrase.of("spf.step.no-match"));
        step.end(true, Phrase.of("spf.step.result", SpfResult.NEUTRAL.word()));
        return SpfResult.NEUTRAL;
    }

    private SpfResult redirected(
            SpfTerm.Redirect redirect, String domain, GrowingStep whole, GrowingStep step, StringBuilder explanation)
            throws SpfStop {
        budget.countLookup();
        GrowingStep each = whole.next(redirect.text(), domain);
        String target = target(redirect.domain(), domain);
        SpfResult result = check(target, each, explanation);
        if (result == SpfResult.NONE) {
            Phrase reason = Phrase.of("spf.step.no-record-there", target);
            each.fail(reason);
            throw new SpfStop(SpfResult.PERMERROR, reason);
        }
        whole.end(true, Phrase.of("spf.step.decided", redirect.text(), result.word()));
        step.end(true, Phrase.of("spf.step.result", result.word()));
        return result;
    }

    private Optional<SpfRecord> published(String domain, GrowingStep step) throws SpfStop {
        Optional<Name> name = SpfNames.absolute(domain);
        if (name.isEmpty()) {
            step.end(false, Phrase.of("spf.step.no-domain"));
            return Optional.empty();
        }
        DnsAnswer answer = budget.askFor(name.get(), Type.TXT, step);
        List<String> texts = answer.all(TXTRecord.class).stream()
                .map(SpfRecord::text)
                .filter(SpfRecord::isSpf)
                .toList();
        if (texts.isEmpty()) {
            budget.countVoid(answer, step);
            step.end(false, Phrase.of("spf.step.no-record"));
            return Optional.empty();
        }
        if (texts.size() > 1) {
            throw SpfStop.at(step, SpfResult.PERMERROR, Phrase.of("spf.step.several", texts.size()));
        }
        try {
            return Optional.of(SpfRecord.parse(texts.getFirst()));
        } catch (SpfSyntaxException broken) {
            step.next(texts.getFirst(), domain).fail(broken.problem());
            throw SpfStop.at(step, SpfResult.PERMERROR, broken.problem());
        }
    }

    private boolean matches(SpfTerm.Mechanism mechanism, String domain, GrowingStep step) throws SpfStop {
        if (mechanism.asksDns()) {
            budget.countLookup();
        }
        return switch (mechanism) {
            case SpfTerm.All all -> step.end(true, Phrase.of("spf.step.all"));
            case SpfTerm.Ip ip ->
                ip.network().contains(client)
                        ? step.end(true, Phrase.of("spf.step.in", shown(), ip.network()))
                        : step.end(false, Phrase.of("spf.step.not-in", shown(), ip.network()));
            case SpfTerm.Include include -> include(include, domain, step);
            case SpfTerm.A a -> {
                int prefix = isIpv4() ? a.prefix4() : a.prefix6();
                yield address(target(a.domain(), domain), prefix, step);
            }
            case SpfTerm.Mx mx -> mx(mx, domain, step);
            case SpfTerm.Ptr ptr -> ptr(target(ptr.domain(), domain), step);
            case SpfTerm.Exists exists -> exists(target(exists.domain(), domain), step);
        };
    }

    /** Section 5.2. */
    private boolean include(SpfTerm.Include include, String domain, GrowingStep step) throws SpfStop {
        String target = target(include.domain(), domain);
        SpfResult inner = check(target, step, new StringBuilder());
        return switch (inner) {
            case PASS -> step.end(true, Phrase.of("spf.step.include", target, inner.word()));
            case FAIL, SOFTFAIL, NEUTRAL -> step.end(false, Phrase.of("spf.step.include", target, inner.word()));
            case NONE, TEMPERROR, PERMERROR ->
                throw SpfStop.at(step, SpfResult.PERMERROR, Phrase.of("spf.step.no-record-there", target));
        };
    }

    /** Section 5.3; also one host of an {@code mx}. */
    private boolean address(String host, int prefix, GrowingStep step) throws SpfStop {
        Optional<Name> name = SpfNames.absolute(host);
        if (name.isEmpty()) {
            return step.end(false, Phrase.of("spf.step.bad-name", host));
        }
        DnsAnswer answer = budget.askFor(name.get(), addressType(), step);
        budget.countVoid(answer, step);
        List<Network> networks = addresses(answer).stream()
                .map(address -> new Network(address, prefix))
                .toList();
        for (Network network : networks) {
            if (network.contains(client)) {
                return step.end(true, Phrase.of("spf.step.in", shown(), network));
            }
        }
        return networks.isEmpty()
                ? step.end(false, Phrase.of("spf.step.no-address", host, Type.string(addressType())))
                : step.end(false, Phrase.of("spf.step.not-in", shown(), joined(networks)));
    }

    /** Section 5.4. */
    private boolean mx(SpfTerm.Mx mx, String domain, GrowingStep step) throws SpfStop {
        String target = target(mx.domain(), domain);
        Optional<Name> name = SpfNames.absolute(target);
        if (name.isEmpty()) {
            return step.end(false, Phrase.of("spf.step.bad-name", target));
        }
        DnsAnswer answer = budget.askFor(name.get(), Type.MX, step);
        budget.countVoid(answer, step);
        List<MXRecord> hosts = answer.all(MXRecord.class);
        if (hosts.size() > SpfLimits.MX_NAMES) {
            throw SpfStop.at(
                    step, SpfResult.PERMERROR, Phrase.of("spf.step.mx-limit", hosts.size(), SpfLimits.MX_NAMES));
        }
        int prefix = isIpv4() ? mx.prefix4() : mx.prefix6();
        for (MXRecord host : hosts) {
            if (host.getTarget().equals(Name.root)) {
                continue; // RFC 7505: a null MX names no host.
            }
            GrowingStep each = step.next(SpfNames.text(host.getTarget()), domain);
            if (address(SpfNames.text(host.getTarget()), prefix, each)) {
                return step.end(true, each.reason());
            }
        }
        return step.end(false, Phrase.of("spf.step.mx-none", target, hosts.size()));
    }

    /** Section 5.5. */
    private boolean ptr(String target, GrowingStep step) throws SpfStop {
        DnsAnswer pointers = budget.ask(SpfNames.reverse(client), Type.PTR);
        budget.countVoid(pointers, step);
        for (String name : validated(pointers)) {
            if (SpfNames.isAtOrBelow(name, target)) {
                return step.end(true, Phrase.of("spf.step.ptr", shown(), name));
            }
        }
        return step.end(false, Phrase.of("spf.step.ptr-none", shown(), target));
    }

    /** Names that the client's address leads to and that lead back to it. What can't be known is left out (section 5.5). */
    private List<String> validated(DnsAnswer answer) throws SpfStop {
        List<String> validated = new ArrayList<>();
        List<PTRRecord> pointers = answer.all(PTRRecord.class);
        for (PTRRecord pointer : pointers.subList(0, Math.min(pointers.size(), SpfLimits.PTR_NAMES))) {
            if (addresses(budget.ask(pointer.getTarget(), addressType())).contains(client)) {
                validated.add(SpfNames.text(pointer.getTarget()));
            }
        }
        return validated;
    }

    /** Section 5.7: always an A record, whatever family the client is of. */
    private boolean exists(String target, GrowingStep step) throws SpfStop {
        Optional<Name> name = SpfNames.absolute(target);
        if (name.isEmpty()) {
            return step.end(false, Phrase.of("spf.step.bad-name", target));
        }
        DnsAnswer answer = budget.askFor(name.get(), Type.A, step);
        budget.countVoid(answer, step);
        return answer instanceof DnsAnswer.Found
                ? step.end(true, Phrase.of("spf.step.exists", target))
                : step.end(false, Phrase.of("spf.step.no-address", target, Type.string(Type.A)));
    }

    /** Section 6.2: whatever goes wrong with an explanation, there is none, and the verdict stays. */
    private String explain(SpfTerm.Explanation exp, String domain) {
        try {
            Optional<Name> name = SpfNames.absolute(target(exp.domain(), domain));
            if (name.isEmpty()) {
                return "";
            }
            List<TXTRecord> texts = budget.ask(name.get(), Type.TXT).all(TXTRecord.class);
            if (texts.size() != 1) {
                return "";
            }
            return MacroString.parseExplanation(SpfRecord.text(texts.getFirst()))
                    .expand(values(domain));
        } catch (SpfStop | SpfSyntaxException unusable) {
            return "";
        }
    }

    private String target(MacroString spec, String domain) {
        String expanded = spec.expand(values(domain));
        return SpfNames.shortened(expanded.endsWith(".") ? expanded.substring(0, expanded.length() - 1) : expanded);
    }

    private MacroValues values(String domain) {
        return new SpfMacros(question, domain, receiver, clock, () -> validatedName(domain));
    }

    /** Section 7.2, letter {@code p}. */
    private String validatedName(String domain) {
        try {
            // This question counts neither as a lookup nor as void: section 4.6.4 speaks of terms.
            List<String> names = validated(budget.ask(SpfNames.reverse(client), Type.PTR));
            return names.stream()
                    .filter(name -> name.equalsIgnoreCase(domain))
                    .findFirst()
                    .or(() -> names.stream()
                            .filter(name -> SpfNames.isAtOrBelow(name, domain))
                            .findFirst())
                    .or(() -> names.stream().findFirst())
                    .orElse("unknown");
        } catch (SpfStop unknowable) {
            return "unknown";
        }
    }

    private static List<InetAddress> addresses(DnsAnswer answer) {
        List<InetAddress> addresses = new ArrayList<>();
        if (answer instanceof DnsAnswer.Found found) {
            for (Record record : found.records()) {
                switch (record) {
                    case ARecord four -> addresses.add(four.getAddress());
                    case AAAARecord six -> addresses.add(six.getAddress());
                    default -> {}
                }
            }
        }
        return addresses;
    }

    private boolean isIpv4() {
        return client.getAddress().length == 4;
    }

    private int addressType() {
        return isIpv4() ? Type.A : Type.AAAA;
    }

    private String shown() {
        return AddressText.of(client);
    }

    private static String joined(List<Network> networks) {
        return String.join(", ", networks.stream().map(Network::toString).toList());
    }
}
