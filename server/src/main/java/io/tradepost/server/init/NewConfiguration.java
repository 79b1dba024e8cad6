package io.tradepost.server.init;

import io.tradepost.server.config.ConfigurationLoader;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.config.Secret;
import io.tradepost.server.rooms.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A configuration that was just written.
 *
 * @param secretFile where the database's password went, if it was typed
 * @param loaded     the configuration as a start would read it
 */
public record NewConfiguration(Optional<Path> secretFile, LoadedConfiguration loaded) {
    private static final String SECRET_NAME = "database.secret";

    /**
     * Writes it, after checking it as a start would.
     *
     * @throws io.tradepost.server.config.ConfigurationException if the answers make no good configuration; then nothing
     *     is left behind
     */
    public static NewConfiguration write(Path target, DataFolder folder, InitAnswers answers) throws IOException {
        Path home = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(folder.path());
        Files.createDirectories(home);
        Optional<Secret> password = answers.database().flatMap(InitAnswers.Database::password);
        Optional<Path> secretFile = password.map(secret -> folder.path().resolve(SECRET_NAME));
        boolean done = false;
        Path draft = home.resolve("." + target.getFileName() + ".draft");
        try {
            if (password.isPresent() && secretFile.isPresent()) {
                folder.writePrivate(secretFile.get(), password.get().reveal() + "\n");
            }
            folder.writePublic(draft, text(answers, secretFile));
            LoadedConfiguration loaded = ConfigurationLoader.load(
                    new ConfigurationLoader.Request(false, Optional.of(draft), Map.of(), folder.path(), 0));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
            return new NewConfiguration(secretFile, loaded);
        } finally {
            if (!done) {
                Files.deleteIfExists(draft);
                if (secretFile.isPresent()) {
                    Files.deleteIfExists(secretFile.get());
                }
            }
        }
    }

    private static String text(InitAnswers answers, Optional<Path> secretFile) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("""
                # Tradepost's configuration. Only what differs from the defaults stands here; james-conf/tradepost.yaml
                # of the distribution explains every key.
                # 外贸邮局的配置。此处只写与默认值不同的键；全部键的说明见发行包中的 james-conf/tradepost.yaml。

                # The company's name. 公司名称。
                """);
        yaml.append("company: ").append(quoted(answers.company())).append('\n');
        yaml.append("# The name your MX record points to. MX 记录指向的主机名。\n");
        yaml.append("hostname: ").append(quoted(answers.hostname())).append('\n');
        yaml.append("# The company's mail domains; the first is the default. 公司的邮件域名，第一个为默认。\n");
        yaml.append("domains: ").append(list(answers.domains())).append("\n\n");
        ports(yaml, answers.ports());
        answers.tls()
                .ifPresent(tls -> yaml.append("\n# Certificate chain and key, PEM. 证书链与私钥。\ntls:\n  certificate: ")
                        .append(quoted(tls.certificate().toString()))
                        .append("\n  private-key: ")
                        .append(quoted(tls.privateKey().toString()))
                        .append('\n'));
        answers.database().ifPresent(database -> database(yaml, database, secretFile));
        yaml.append("""

                # The trade database that mail is linked to; until one is named, mail is archived without links.
                # 业务数据库；未配置前，邮件照常归档，但不作关联。
                # trade:
                #   url: "jdbc:mariadb://127.0.0.1:3306/trade"
                #   user: tradepost
                #   password-file: trade.secret
                """);
        return yaml.toString();
    }

    private static void ports(StringBuilder yaml, InitAnswers.Ports ports) {
        yaml.append("# Ports; 0 closes a door. 端口；0 表示关闭。\n");
        yaml.append("smtp: {port: ").append(ports.smtp());
        yaml.append(", submission-port: ").append(ports.submission());
        yaml.append(", submissions-port: ").append(ports.submissions()).append("}\n");
        yaml.append("imap: {port: ").append(ports.imap());
        yaml.append(", tls-port: ").append(ports.imaps()).append("}\n");
        yaml.append("http: {port: ").append(ports.http()).append("}\n");
    }

    private static void database(StringBuilder yaml, InitAnswers.Database database, Optional<Path> secretFile) {
        yaml.append("\n# Accounts and mailboxes. The password stands in its own file. 账号与邮箱；密码在单独的文件中。\ndatabase:\n");
        yaml.append("  url: ").append(quoted(database.url())).append('\n');
        yaml.append("  user: ").append(quoted(database.user())).append('\n');
        database.passwordFile()
                .or(() -> secretFile)
                .ifPresent(file -> yaml.append("  password-file: ")
                        .append(quoted(file.toString()))
                        .append('\n'));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(NewConfiguration::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Double-quoted YAML (YAML 1.2.2 section 7.3.1), in which only these need a backslash. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c)) {
                quoted.append("\\x%02x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
