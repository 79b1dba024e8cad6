package io.tradepost.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What commands do, whether the server runs or not; each way has its own subclass. */
@Timeout(120)
abstract class CommandsContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    protected Path folder;

    private Shell english = new Shell(Path.of(""), Locale.ENGLISH);
    private Shell chinese = new Shell(Path.of(""), Locale.CHINA);

    /** Begins whatever the way needs, over the data folder {@code folder/data}. */
    protected abstract void begin() throws IOException;

    /** Ends it. */
    protected abstract void end() throws IOException;

    @BeforeEach
    void install() throws IOException {
        english = new Shell(folder, Locale.ENGLISH);
        chinese = new Shell(folder, Locale.SIMPLIFIED_CHINESE);
        Shell.Outcome made = english.run("init", "--yes", "--domain", "a.test", "--domain", "b.test");
        assertThat(made.err()).isEmpty();
        Path configuration = folder.resolve("data/tradepost.yaml");
        Files.writeString(
                configuration, Files.readString(configuration) + "trade: {sample: true}\ndatabase: {pool-size: 2}\n");
        begin();
    }

    @AfterEach
    void leave() throws IOException {
        end();
    }

    private static JsonNode json(Shell.Outcome outcome) throws IOException {
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
        return JSON.readTree(outcome.bytes());
    }

    @Test
    void theMasterKeyIsChangedAndNoCommandShowsIt() throws IOException {
        JsonNode before = json(english.run("archive", "keys", "status", "--json"));
        assertThat(before.path("master").asInt()).isEqualTo(1);
        String key =
                Files.readString(folder.resolve("data/archive/keys/master.key")).strip();
        assertThat(json(english.run("archive", "keys", "rotate", "--json"))
                        .path("master")
                        .asInt())
                .isEqualTo(2);
        JsonNode after = json(english.run("archive", "keys", "status", "--json"));
        assertThat(after.path("master").asInt()).isEqualTo(2);
        assertThat(after.path("rotating").asBoolean()).isFalse();
        assertThat(after.path("waiting").asLong()).isZero();
        String next =
                Files.readString(folder.resolve("data/archive/keys/master.key")).strip();
        assertThat(next).isNotEqualTo(key);
        Shell.Outcome said = chinese.run("archive", "keys", "status");
        assertThat(said.out()).contains("主密钥编号 2").doesNotContain(key).doesNotContain(next);
    }

    @Test
    void theMailboxesAreCheckedInBothLanguages() throws IOException {
        JsonNode report = json(english.run("mailbox", "check", "--json"));
        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("messages").asLong(-1)).isZero();
        assertThat(english.run("mailbox", "check", "--repair").out()).contains("all is right");
        assertThat(chinese.run("mailbox", "check").out()).contains("全部正常");
        assertThat(english.run("mailbox", "check", "nobody@a.test").code()).isEqualTo(ExitCode.COULD_NOT);
    }

    @Test
    void theTradeDatabaseIsLookedOverViewByView() throws IOException {
        JsonNode found = json(english.run("trade", "check", "--json"));
        assertThat(found.path("readable").asBoolean()).isTrue();
        assertThat(found.path("views")).hasSize(5).allSatisfy(view -> {
            assertThat(view.path("present").asBoolean()).isTrue();
            assertThat(view.path("rows").asLong()).isPositive();
        });
        assertThat(found.path("findings")).isEmpty();
        assertThat(chinese.run("trade", "check").out()).contains("tp_order");
    }

    @Test
    void theSqlForAPlatformsViewsIsPrinted() {
        Shell.Outcome printed = english.run("trade", "views", "dolibarr", "--schema", "erp", "--prefix", "x_");
        assertThat(printed.code()).isEqualTo(ExitCode.DONE);
        assertThat(printed.out()).contains("CREATE OR REPLACE VIEW tp_order", "`erp`.`x_commande`");
        assertThat(printed.err()).contains("x_facture: ref | facnumber");
        assertThat(english.run("trade", "views", "sap").err()).contains("There are: dolibarr");
        Shell.Outcome hostile = english.run("trade", "views", "dolibarr", "--schema", "a`; DROP TABLE b");
        assertThat(hostile.code()).isNotEqualTo(ExitCode.DONE);
        assertThat(hostile.out()).isEmpty();
    }

    @Test
    void peopleGroupsAndTokensComeAndGo() throws IOException {
        JsonNode added = json(english.run(
                "account", "add", "张三", "--domain", "a.test", "--role", "manager", "--department", "销售", "--json"));
        assertThat(added.get("address").asText()).isEqualTo("zhangsan@a.test");
        assertThat(added.get("password").asText()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(added.get("role").asText()).isEqualTo("manager");

        Shell.Outcome second = chinese.run("account", "add", "张三", "--domain", "a.test");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("zhangsan2@a.test").contains("员工").contains("密码只显示这一次");

        Shell.Outcome which = english.run("account", "add", "李四");
        assertThat(which.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(which.err()).contains("--domain with one of: a.test, b.test");
        assertThat(english.run("account", "add", "李四", "--domain", "c.test").code())
                .isEqualTo(ExitCode.COULD_NOT);
        assertThat(english.run("account", "add", "李四", "--domain", "a.test", "--role", "king")
                        .err())
                .contains("king is no role; there are: staff, manager, officer, admin");

        assertThat(english.run("account", "disable", "zhangsan2@a.test").out()).contains("cannot sign in");
        assertThat(json(english.run("account", "list", "--json")).findValuesAsText("address"))
                .containsExactly("zhangsan2@a.test", "zhangsan@a.test");
        assertThat(english.run("account", "show", "zhangsan2@a.test").out()).contains("disabled");
        assertThat(english.run("account", "enable", "zhangsan2@a.test").code()).isZero();
        assertThat(json(english.run("account", "show", "zhangsan2@a.test", "--json"))
                        .get("disabled")
                        .asBoolean())
                .isFalse();
        assertThat(english.run("account", "show", "nobody@a.test").err()).contains("There is no account nobody@a.test");

        JsonNode fresh = json(english.run("account", "passwd", "zhangsan@a.test", "--json"));
        assertThat(fresh.get("password").asText())
                .isNotEqualTo(added.get("password").asText());
        Shell.Outcome typed =
                english.typing("Correct-Horse-7-Battery\n", "account", "passwd", "zhangsan@a.test", "--password-stdin");
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).contains("is changed").doesNotContain("Horse");

        assertThat(english.run("group", "add", "sales@a.test", "zhangsan@a.test")
                        .code())
                .isZero();
        assertThat(english.run("group", "add", "sales@a.test", "zhangsan2@a.test")
                        .out())
                .contains("zhangsan2@a.test, zhangsan@a.test");
        assertThat(json(english.run("group", "show", "sales@a.test", "--json")).get("reaches"))
                .hasSize(2);
        assertThat(english.run("group", "remove", "sales@a.test", "stranger@a.test")
                        .err())
                .contains("is not a member");
        assertThat(english.run("group", "remove", "sales@a.test", "zhangsan2@a.test")
                        .code())
                .isZero();
        assertThat(english.run("group", "list").out()).contains("sales@a.test  zhangsan@a.test");
        assertThat(english.run("group", "remove", "sales@a.test").code()).isZero();
        assertThat(json(english.run("group", "list", "--json"))).isEmpty();

        Shell.Outcome token = english.run("token", "create", "--role", "officer", "--name", "erp");
        assertThat(token.out().strip()).startsWith("tp_");
        assertThat(token.err()).contains("this once only");
        assertThat(english.run("token", "list").out())
                .contains("officer")
                .contains("erp")
                .doesNotContain(token.out().strip());
        assertThat(english.run("token", "revoke", "erp").code()).isZero();
        assertThat(json(english.run("token", "list", "--json"))).isEmpty();
        assertThat(english.run("token", "create", "--role", "staff", "--name", "x")
                        .code())
                .isEqualTo(ExitCode.COULD_NOT);
    }

    @Test
    void mailIsBroughtInFoundShownAndGivenBackByteForByte() throws IOException {
        byte[] mail =
                ("From: =?utf-8?B?5byg5LiJ?= <zhangsan@a.test>\nTo: buyer@example.org\nSubject: =?utf-8?B?5oql5Lu35Y2V?= 77\n"
                                + "Message-ID: <one@a.test>\nDate: Mon, 02 Mar 2026 10:00:00 +0800\n\n轴承 bearings \u00ff\u0000 end")
                        .getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve("in"));
        Files.write(folder.resolve("in/one.eml"), mail);

        JsonNode report = json(english.run("archive", "import", "in", "--json"));
        assertThat(report.get("archived").asInt()).isEqualTo(1);
        assertThat(json(english.run("archive", "import", "in/one.eml", "--json"))
                        .get("found")
                        .asInt())
                .isEqualTo(1);

        JsonNode page = awaitFound("轴承");
        assertThat(page.get("items").get(0).get("subject").asText()).isEqualTo("报价单 77");
        String id = page.get("items").get(0).get("id").asText();
        Shell.Outcome table = chinese.run("archive", "search", "subject:报价单");
        assertThat(table.out()).contains(id).contains("张三").contains("报价单 77");
        assertThat(table.err()).contains("封");

        assertThat(chinese.run("archive", "search", "轴承", "--facets", "--snippets")
                        .out())
                .contains("⟦轴承⟧")
                .contains("发件人")
                .contains("无附件");
        assertThat(json(english.run("archive", "search", "轴承", "--facets", "--json"))
                        .at("/facets/direction/0/count")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(english.run("archive", "thread", id, "--json"))
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(chinese.run("archive", "thread", id).out()).contains("报价单 77");
        assertThat(english.run("archive", "search", "--help").out())
                .contains("any run of Chinese characters")
                .contains("hold:NAME");

        assertThat(english.run("archive", "raw", id).bytes()).isEqualTo(mail);
        assertThat(english.run("archive", "show", id).out())
                .contains("<one@a.test>")
                .contains("SHA-256")
                .contains("import")
                .contains("报价单 77");
        assertThat(json(english.run("archive", "show", id, "--json"))
                        .get("messageId")
                        .asText())
                .isEqualTo("<one@a.test>");
        assertThat(json(english.run("trade", "explain", id, "--json")).get("history"))
                .isEmpty();

        assertThat(english.run("archive", "raw", "01ARZ3NDEKTSV4RRFFQ69G5FAV").err())
                .contains("There is no message");
        assertThat(english.run("archive", "raw", "short").err()).contains("is not an archive id");
        Shell.Outcome broken = english.run("archive", "search", "subject:(a");
        assertThat(broken.code()).isEqualTo(ExitCode.USAGE);
        assertThat(broken.err()).contains("^");
        assertThat(english.run("archive", "search", "x", "--limit", "0").code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(english.run("archive", "import", "absent").err())
                .contains(folder.resolve("absent").toString());

        JsonNode intact = json(english.run("archive", "verify", "--json"));
        assertThat(intact.get("intact").asBoolean()).isTrue();
        assertThat(intact.get("records").asLong()).isGreaterThanOrEqualTo(1);
        assertThat(english.run("archive", "rebuild").out()).contains("Rebuilt from");
        assertThat(awaitFound("bearings").get("items").get(0).get("id").asText())
                .isEqualTo(id);
    }

    @Test
    void aCaseIsExportedAndTheExportProvesItselfAnywhere() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/one.eml"), "Subject: claim one\nFrom: a@x.example\n\none\n");
        Files.writeString(folder.resolve("in/two.eml"), "Subject: other two\nFrom: a@x.example\n\ntwo\n");
        assertThat(english.run("archive", "import", "in").code()).isZero();
        String id = awaitFound("subject:claim").get("items").get(0).get("id").asText();
        awaitFound("subject:other");

        assertThat(english.run("archive", "case", "create", "索赔", "--reason", "late")
                        .out())
                .contains("索赔");
        assertThat(chinese.run("archive", "case", "create", "索赔").code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(english.run("archive", "case", "add", "索赔", id, "--query", "subject:claim")
                        .out())
                .contains("1 messages are new");
        assertThat(json(english.run("archive", "case", "list", "--json"))
                        .get(0)
                        .get("messages")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(english.run("archive", "case", "show", "索赔", "--json")).findValuesAsText("change"))
                .containsExactly("created", "added");

        JsonNode made = json(english.run(
                "archive",
                "export",
                "--case",
                "索赔",
                "--to",
                "out",
                "--format",
                "eml,mbox",
                "--purpose",
                "p",
                "--json"));
        assertThat(made.get("messages").asInt()).isEqualTo(1);
        JsonNode checked = json(english.run("archive", "export", "verify", "out", "--json"));
        assertThat(checked.get("intact").asBoolean()).isTrue();
        assertThat(checked.get("manifestSha256")).isEqualTo(made.get("manifestSha256"));
        assertThat(english.run("archive", "export", "", "--to", "all.zip", "--zip")
                        .out())
                .contains("2 messages");
        assertThat(chinese.run("archive", "export", "verify", "all.zip").out()).contains("全部无误");
        assertThat(json(english.run("archive", "export", "list", "--json")).findValuesAsText("purpose"))
                .containsExactly("p", "");

        Files.writeString(folder.resolve("out/README.txt"), "changed");
        assertThat(json(english.run("archive", "export", "files", "--json"))).isEmpty();
        assertThat(chinese.run("archive", "export", "files").out()).contains("共 0 个文件");
        Shell.Outcome none = english.run("archive", "export", "discard", "20260301-100000-aaaaaa");
        assertThat(none.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(none.err()).contains("no file of an export 20260301-100000-aaaaaa");
        Shell.Outcome found = english.run("archive", "export", "verify", "out");
        assertThat(found.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(found.out()).contains("README.txt").contains("NOT RIGHT");
        assertThat(english.run("archive", "export", "", "--to", "out").err()).contains("new or empty place");
        assertThat(english.run("archive", "export", "--to", "x").code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(english.run("archive", "export", "", "--to", "x", "--format", "doc")
                        .err())
                .contains("no format doc");
        assertThat(english.run("archive", "export", "--resume", "--to", "absent")
                        .err())
                .contains("no unfinished export");
        assertThat(english.run("archive", "case", "remove", "索赔", id).out()).contains("1 messages were taken out");
    }

    /** In the running server the index follows the journal in its own time. */
    private JsonNode awaitFound(String query) throws IOException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        JsonNode page = json(english.run("archive", "search", query, "--json"));
        while (page.get("total").asInt() == 0 && System.nanoTime() < deadline) {
            page = json(english.run("archive", "search", query, "--json"));
        }
        assertThat(page.get("total").asInt()).as(query).isGreaterThanOrEqualTo(1);
        return page;
    }

    @Test
    void theTradeDatabaseIsReadAndReported() throws IOException {
        JsonNode status = json(english.run("trade", "check", "--json"));
        assertThat(status.get("customers").asInt()).isGreaterThanOrEqualTo(200);
        assertThat(status.get("loaded").asBoolean()).isTrue();
        assertThat(chinese.run("trade", "status").out()).contains("个客户");
    }

    @Test
    void aTableOfPeopleIsCheckedLineByLineAndImportedWholeOrNotAtAll() throws IOException {
        Path table = folder.resolve("people.csv");
        Files.writeString(table, "name,domain,role,department\n赵六,a.test,staff,销售\n钱七,c.test,king,\n");
        Shell.Outcome refused = english.run("account", "import", "people.csv");
        assertThat(refused.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(refused.out()).contains("people.csv:3: ").contains("Nothing was changed");
        assertThat(english.run("account", "list").out()).doesNotContain("赵六");

        Files.writeString(table, "name,domain,role,department\n赵六,a.test,staff,销售\n钱七,b.test,officer,\n");
        assertThat(json(english.run("account", "import", "people.csv", "--dry-run", "--json"))
                        .get("planned"))
                .hasSize(2);
        JsonNode made =
                json(english.run("account", "import", "people.csv", "--json")).get("made");
        assertThat(made.findValuesAsText("address")).containsExactly("zhaoliu@a.test", "qianqi@b.test");
        assertThat(made.findValuesAsText("password")).doesNotHaveDuplicates().allMatch(p -> p.length() >= 12);
        assertThat(english.run("account", "import", "absent.csv").code()).isEqualTo(ExitCode.COULD_NOT);
    }

    private String officer(String name) throws IOException {
        JsonNode made = json(english.run("account", "add", name, "--domain", "a.test", "--role", "officer", "--json"));
        Path file = folder.resolve(name + ".password");
        Files.writeString(file, made.path("password").asText() + "\n");
        return made.path("address").asText();
    }

    @Test
    void mailIsKeptBySchedulesThatAreOnlyRaised() throws IOException {
        assertThat(english.run("archive", "retention", "list").out()).contains("kept for ever");
        assertThat(chinese.run("archive", "retention", "template").out()).contains("cn-customs", "海关稽查条例");
        assertThat(english.run("archive", "retention", "add", "customs", "--template", "cn-customs", "--reason", "law")
                        .code())
                .isEqualTo(ExitCode.DONE);
        Shell.Outcome lowered =
                english.run("archive", "retention", "raise", "customs", "--keep", "3y", "--reason", "cheaper");
        assertThat(lowered.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(lowered.err()).contains("customs keeps mail at least 4y");
        assertThat(chinese.run("archive", "retention", "raise", "customs", "--keep", "3y", "--reason", "x")
                        .err())
                .contains("不得缩短");
        assertThat(english.run("archive", "retention", "raise", "customs", "--keep", "7y", "--reason", "longer")
                        .out())
                .contains("7y");
        assertThat(json(english.run("archive", "retention", "list", "--json"))
                        .get(0)
                        .path("minimum")
                        .asText())
                .isEqualTo("7y");
        assertThat(english.run(
                                "archive",
                                "retention",
                                "add",
                                "sales",
                                "--keep",
                                "5y",
                                "--department",
                                "nowhere",
                                "--reason",
                                "x")
                        .err())
                .contains("Nobody is in that department");
    }

    @Test
    void aHoldIsReleasedByTwoPeopleWhoSignIn() throws IOException {
        String li = officer("lili");
        String wang = officer("wangwei");
        assertThat(english.run("archive", "hold", "create", "acme", "--matter", "Acme", "--reason", "letter")
                        .out())
                .contains("acme", "everything");
        Shell.Outcome nobody = english.run("archive", "hold", "release", "acme", "--reason", "settled");
        assertThat(nobody.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(nobody.err()).contains("--as");
        Shell.Outcome wrong = english.typing(
                "not the password\n", "archive", "hold", "release", "acme", "--reason", "settled", "--as", li);
        assertThat(wrong.err()).contains("is not signed in");
        String[] ask = {
            "archive", "hold", "release", "acme", "--reason", "settled", "--as", li, "--password-file", "lili.password"
        };
        assertThat(english.run(ask).out()).contains(li, "approve acme");
        Shell.Outcome alone =
                english.run("archive", "hold", "approve", "acme", "--as", li, "--password-file", "lili.password");
        assertThat(alone.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(alone.err()).contains("another officer");
        assertThat(json(english.run("archive", "hold", "list", "--json"))
                        .get(0)
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(chinese.run(
                                "archive",
                                "hold",
                                "approve",
                                "acme",
                                "--as",
                                wang,
                                "--password-file",
                                "wangwei.password")
                        .out())
                .contains("已解除");
        assertThat(english.run("archive", "request", "list").out()).contains("release of a hold", "granted", li, wang);
    }

    @Test
    void whoWasNotToldIsListedAndTheAuditIsAsked() throws IOException {
        String li = officer("lili");
        assertThat(english.run("archive", "notice", "text").out()).contains("archives all mail");
        assertThat(chinese.run("archive", "notice", "text").out()).contains("归档");
        Shell.Outcome missing = english.run("archive", "notice", "list");
        assertThat(missing.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(missing.out()).contains("MISSING  " + li);
        assertThat(english.run("archive", "notice", "record", li, "--how", "signed", "--date", "2026-01-05")
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertThat(english.run("archive", "notice", "list").code()).isEqualTo(ExitCode.DONE);
        JsonNode acts = json(english.run("archive", "audit", "search", "--action", "notice-*", "--json"));
        assertThat(acts).hasSize(1);
        assertThat(acts.get(0).path("target").asText()).isEqualTo(li);
        assertThat(english.run("archive", "audit", "search", "--action", "audit-search")
                        .out())
                .contains("notice-*");
        Shell.Outcome nothing = english.run(
                "archive",
                "disposition",
                "propose",
                "--reason",
                "early",
                "--as",
                li,
                "--password-file",
                "lili.password");
        assertThat(nothing.code()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(nothing.err()).contains("Nothing is past its retention");
    }
}
