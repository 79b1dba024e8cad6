package io.tradepost.server.james;

import io.tradepost.server.config.TradepostConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.util.LoggingLevel;

/**
 * Gives James its configuration from {@code tradepost.yaml}: templates beside this class with {@code ${names}} filled in.
 * The one file of James's that people may want to change, {@code mailetcontainer.xml}, is looked for in the data folder
 * first.
 */
final class JamesConfiguration implements ConfigurationProvider {
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-zA-Z.]+)}");
    private static final Pattern EMPTY_ELEMENT = Pattern.compile("\\s*<([A-Za-z.]+)></\\1>");

    private final Map<String, String> values;
    private final Path dataFolder;

    JamesConfiguration(TradepostConfiguration configuration, Path dataFolder, TlsFiles tls, Optional<String> secret) {
        this.dataFolder = dataFolder;
        this.values = values(configuration, tls, secret);
    }

    @Override
    public HierarchicalConfiguration<ImmutableNode> getConfiguration(String component, LoggingLevel onError)
            throws ConfigurationException {
        String[] parts = component.split("\\.", 2);
        Optional<String> template = template(parts[0]);
        if (template.isEmpty()) {
            return new BaseHierarchicalConfiguration();
        }
        String filled = EMPTY_ELEMENT.matcher(fill(template.get())).replaceAll("");
        HierarchicalConfiguration<ImmutableNode> whole =
                FileConfigurationProvider.getConfig(new ByteArrayInputStream(filled.getBytes(StandardCharsets.UTF_8)));
        return parts.length == 1 ? whole : whole.configurationAt(parts[1]);
    }

    private Optional<String> template(String name) throws ConfigurationException {
        try {
            Path own = dataFolder.resolve(name + ".xml");
            if (name.equals("mailetcontainer") && Files.exists(own)) {
                return Optional.of(Files.readString(own));
            }
            try (InputStream in = JamesConfiguration.class.getResourceAsStream(name + ".xml")) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ConfigurationException("can't read the configuration of " + name, e);
        }
    }

    private String fill(String template) throws ConfigurationException {
        Matcher matcher = NAME.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new ConfigurationException("nothing is known as ${" + matcher.group(1) + "}");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(escape(value)));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Map<String, String> values(
            TradepostConfiguration configuration, TlsFiles tls, Optional<String> secret) {
        TradepostConfiguration.Smtp smtp = configuration.smtp();
        TradepostConfiguration.Imap imap = configuration.imap();
        Map<String, String> values = new HashMap<>();
        values.put("hostname", configuration.hostname());
        values.put("postmaster", configuration.postmaster());
        values.put("domain.default", configuration.domains().getFirst());
        values.put("tls.key", tls.privateKey().toUri().toString());
        values.put("tls.certificate", tls.certificate().toUri().toString());
        values.put("world.enabled", enabled(smtp.port()));
        values.put("submission.enabled", enabled(smtp.submissionPort()));
        values.put("submissions.enabled", enabled(smtp.submissionsPort()));
        values.put("smtp.bind", smtp.bind());
        values.put("smtp.port", Integer.toString(smtp.port()));
        values.put("smtp.submissionPort", Integer.toString(smtp.submissionPort()));
        values.put("smtp.submissionsPort", Integer.toString(smtp.submissionsPort()));
        values.put("smtp.maxMessageSize", smtp.maxMessageSize() + "B");
        values.put("smtp.connections", Integer.toString(smtp.maxConnections()));
        values.put("smtp.connectionsPerAddress", Integer.toString(smtp.maxConnectionsPerAddress()));
        values.put("imap.enabled", enabled(imap.port()));
        values.put("imaps.enabled", enabled(imap.tlsPort()));
        values.put("imap.bind", imap.bind());
        values.put("imap.port", Integer.toString(imap.port()));
        values.put("imap.tlsPort", Integer.toString(imap.tlsPort()));
        values.put("imap.maxLiteralSize", imap.maxLiteralSize() + "B");
        values.put("imap.connections", Integer.toString(imap.maxConnections()));
        values.put("imap.connectionsPerAddress", Integer.toString(imap.maxConnectionsPerAddress()));
        values.put("delivery.threads", Integer.toString(configuration.delivery().threads()));
        outgoing(values, configuration.outgoing(), secret);
        return Map.copyOf(values);
    }

    private static void outgoing(
            Map<String, String> values, TradepostConfiguration.Outgoing outgoing, Optional<String> secret) {
        boolean relayed = outgoing.mode() == TradepostConfiguration.Outgoing.Mode.SMART_HOST;
        TradepostConfiguration.SmartHost host = outgoing.smartHost();
        List<Integer> delays = delays(outgoing);
        values.put("outgoing.mode", outgoing.mode() == TradepostConfiguration.Outgoing.Mode.HOLD ? "hold" : "send");
        values.put(
                "outgoing.delays",
                delays.stream().map(seconds -> seconds + " seconds").collect(Collectors.joining(", ")));
        values.put("outgoing.attempts", Integer.toString(delays.size()));
        boolean startTls = !relayed || host.tls() == TradepostConfiguration.SmartHost.TlsMode.STARTTLS;
        values.put("outgoing.starttls", Boolean.toString(startTls));
        values.put("smarthost.host", relayed ? host.host().orElse("") : "");
        values.put("smarthost.port", relayed ? Integer.toString(host.port()) : "");
        values.put("smarthost.user", relayed ? host.user().orElse("") : "");
        values.put("smarthost.password", relayed ? secret.orElse("") : "");
        values.put(
                "smarthost.tls",
                Boolean.toString(relayed && host.tls() == TradepostConfiguration.SmartHost.TlsMode.TLS));
        // Towards strangers TLS is opportunistic (RFC 7435): a certificate that can't be checked beats clear text.
        boolean verify = relayed && !host.trustAnyCertificate();
        values.put("smarthost.verify", Boolean.toString(verify));
        values.put("smarthost.trust", verify ? "" : "*");
        values.put(
                "smarthost.starttlsRequired",
                Boolean.toString(relayed && host.tls() == TradepostConfiguration.SmartHost.TlsMode.STARTTLS));
    }

    /** The configured waits, with the last one repeated until the time to give up has come. */
    static List<Integer> delays(TradepostConfiguration.Outgoing outgoing) {
        List<Integer> delays = new ArrayList<>(outgoing.retries());
        long sum = delays.stream().mapToLong(Integer::longValue).sum();
        int last = Math.max(1, delays.getLast());
        while (sum + last <= outgoing.giveUpAfterSeconds() && delays.size() < 1_000) {
            delays.add(last);
            sum += last;
        }
        return delays;
    }

    private static String enabled(int port) {
        return Boolean.toString(port != 0);
    }
}
