package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded database, in a file as in real life. */
final class AccountsOnH2Test extends AccountsContract {
    @TempDir
    private Path folder;

    @Override
    AccountSettings settings() {
        return AccountSettings.of(
                "jdbc:h2:file:" + folder.resolve("accounts") + ";WRITE_DELAY=0",
                "sa",
                "",
                Set.of(DOMAIN, SECOND_DOMAIN),
                clock);
    }

    // What follows does not depend on the database, so it is tried on the quicker one only.

    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        add("张三");
        // The fastest of each, taken in turns: a busy machine slows some and speeds up none.
        double known = Double.MAX_VALUE;
        double unknown = Double.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            known = Math.min(known, millisToRefuse("zhangsan@" + DOMAIN, i));
            unknown = Math.min(unknown, millisToRefuse("nobody@" + DOMAIN, i));
        }
        assertThat(unknown / known).isBetween(0.5, 2.0);
    }

    private double millisToRefuse(String login, int attempt) {
        long begin = System.nanoTime();
        accounts.verify(login, "wrong password " + attempt);
        return (System.nanoTime() - begin) / 1e6;
    }

    @Test
    void aSecondSignInCostsNoHash() {
        IssuedPassword made = accounts.add("张三", DOMAIN, Role.STAFF, "");
        accounts.verify("zhangsan@" + DOMAIN, made.password());
        long begin = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(accounts.verify("zhangsan@" + DOMAIN, made.password()).accepted())
                    .isTrue();
        }
        // A thousand hashes would take the better part of a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void anImportNamesEveryMistakeByItsLineAndThenDoesNothing() {
        accounts.add("陈晨", DOMAIN, Role.STAFF, "");
        byte[] csv = """
                name,domain,role,department,address
                张三,huamao.example,boss,外贸一部,
                李四,huamao.example,manger,,
                王五,huamoa.example,staff,,
                赵六,huamao.example,staff,,root@huamao.example
                ,huamao.example,staff,,
                陈晨,huamao.example,staff,,
                孙七,huamao.example,staff,,
                孙七,huamao.example,staff,,
                周八,huamao.example,staff,,x@huamao.example
                吴九,huamao.example,staff,,x@huamao.example
                郑十,huamao.example,staff,一部,,extra
                Иван,huamao.example,staff,,
                钱一,huamao.example,staff,,not an address
                冯二,,staff,,
                """.getBytes(StandardCharsets.UTF_8);

        ImportOutcome outcome = accounts.importCsv(csv);

        assertThat(outcome.made()).isEmpty();
        assertThat(accounts.list()).hasSize(1);
        assertThat(outcome.plan().problems().stream().map(ImportProblem::toString))
                .containsExactly(
                        "line 2: role \"boss\" is none of staff, manager, officer, admin",
                        "line 3: role \"manger\" is none of staff, manager, officer, admin; did you mean \"manager\"?",
                        "line 4: \"huamoa.example\" is not a domain of ours; did you mean \"huamao.example\"?"
                                + " They are: huamao-export.example, huamao.example",
                        "line 5: \"root\" belongs to a function of the company, not to a person; make it a group"
                                + " (RFC 2142)",
                        "line 6: the name is missing",
                        "line 7: 陈晨 has the account chenchen@huamao.example; give an address if this is somebody else",
                        "line 9: 孙七 is on line 8 already; give an address if this is somebody else",
                        "line 11: x@huamao.example is on line 10 already",
                        "line 12: 6 values where the header names 5; a value that holds a comma needs quotation marks",
                        "line 13: no address can be made of \"и\" in the name \"Иван\"; give the address yourself",
                        "line 14: not an e-mail address; one looks like name@company.com",
                        "line 15: the domain is missing; it is one of huamao-export.example, huamao.example");
    }

    @Test
    void aHeaderThatIsWrongIsTheOnlyThingToldAbout() {
        assertThat(accounts.planImport("nmae,role\n张三,boss\n".getBytes(StandardCharsets.UTF_8))
                        .problems())
                .containsExactly(ImportProblem.of(1, "account.csv.column.meant", "nmae", "name"));
        assertThat(accounts.planImport(new byte[0]).problems()).hasSize(1);
    }

    @Test
    void whoIsInterruptedWhileAskingHarmsNobodyElse() throws InterruptedException {
        add("张三");
        for (int i = 0; i < 40; i++) {
            Thread asking = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        accounts.list();
                        accounts.disable(at("zhangsan"));
                    }
                } catch (AccountsUnavailableException interrupted) {
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
            });
            Thread.sleep(5);
            asking.interrupt();
            asking.join();
        }
        assertThat(add("李四")).isEqualTo(at("lisi"));
        assertThat(accounts.list()).hasSize(2);
    }
}
