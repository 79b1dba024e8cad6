package io.tradepost.server.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Arrows between rooms point down only: server → console, mailets → archive, trade, domain-admin. */
class RoomsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tradepost");

    private static final String[] MAIL_SERVER = {"org.apache.james..", "org.apache.mailet..", "javax.mail.."};
    private static final String[] WEB = {"io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "io.netty.."};
    private static final String[] LIBRARIES = {"io.tradepost.archive..", "io.tradepost.trade..", "io.tradepost.domain.."
    };

    @Test
    void everyRoomIsLookedAt() {
        Set<String> rooms = new TreeSet<>();
        OURS.forEach(one -> rooms.add(one.getPackageName().replaceFirst("(io\\.tradepost\\.[a-z]+).*", "$1")));

        assertThat(rooms)
                .contains(
                        "io.tradepost.archive",
                        "io.tradepost.console",
                        "io.tradepost.domain",
                        "io.tradepost.extract",
                        "io.tradepost.mailbox",
                        "io.tradepost.mailets",
                        "io.tradepost.server",
                        "io.tradepost.trade");
        assertThat(OURS).hasSizeGreaterThan(300);
    }

    @Test
    void roomsLeanOnWhatStandsBelowThemOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("server")
                .definedBy("io.tradepost.server..")
                .layer("mailets")
                .definedBy("io.tradepost.mailets..")
                .layer("console")
                .definedBy("io.tradepost.console..")
                .layer("mailbox")
                .definedBy("io.tradepost.mailbox..")
                .layer("archive")
                .definedBy("io.tradepost.archive..")
                .layer("extract")
                .definedBy("io.tradepost.extract..")
                .layer("trade")
                .definedBy("io.tradepost.trade..")
                .layer("domain-admin")
                .definedBy("io.tradepost.domain..")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("mailets")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("mailbox")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("archive")
                .mayOnlyBeAccessedByLayers("server", "mailets", "mailbox", "console")
                .whereLayer("extract")
                .mayOnlyBeAccessedByLayers("archive")
                .whereLayer("trade")
                .mayOnlyBeAccessedByLayers("server", "mailets", "console")
                .whereLayer("domain-admin")
                .mayOnlyBeAccessedByLayers("server", "mailets", "console")
                .check(OURS);
    }

    /**
     * They are large, and what they read is hostile; they live in a process of their own. Of PDFBox the server has the half
     * that writes: exports need it, and nothing of ours may read with it.
     */
    @Test
    void theLibrariesThatReadAttachmentsAreNotOnTheServersClassPath() {
        assertThat(List.of("org.apache.tika.Tika", "org.apache.poi.util.IOUtils"))
                .allSatisfy(name ->
                        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class));
        noClasses()
                .that(resideInAPackage("io.tradepost.archive.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.tradepost.extract.program.."))
                .check(OURS);
        noClasses()
                .that(resideInAPackage("io.tradepost.archive.."))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.pdfbox.Loader")
                .check(OURS);
    }

    /** James's own mailbox store, and the second persistence library that it needs, went when ours came. */
    @Test
    void noOtherPersistenceLibraryThanHibernateIsOnTheServersClassPath() {
        assertThat(List.of(
                        "org.apache.openjpa.persistence.OpenJPAPersistence",
                        "org.apache.derby.jdbc.EmbeddedDriver",
                        "org.apache.james.mailbox.jpa.JPAId",
                        "javax.persistence.EntityManager"))
                .allSatisfy(name ->
                        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class));
    }

    @Test
    void theLibrariesKnowNoMailServer() {
        noClasses()
                .that(resideInAnyPackage(LIBRARIES))
                .should()
                .dependOnClassesThat(resideInAnyPackage(MAIL_SERVER)
                        // Of James's projects the MIME parser and, in tests, the SPF library may be used anywhere.
                        .and(resideInAPackage("org.apache.james.mime4j..").negate()))
                .check(OURS);
    }

    @Test
    void theLibrariesAndTheMailetsKnowNoWeb() {
        noClasses()
                .that(resideInAnyPackage(LIBRARIES).or(resideInAPackage("io.tradepost.mailets..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(WEB))
                .check(OURS);
    }

    @Test
    void theConsoleKnowsNoMailServer() {
        noClasses()
                .that(resideInAPackage("io.tradepost.console.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(MAIL_SERVER))
                .check(OURS);
    }

    /** Of James it is the mailboxes' seams that this room implements, and no protocol, queue or user store. */
    @Test
    void theMailboxesKnowOfJamesOnlyItsMailboxes() {
        noClasses()
                .that(resideInAPackage("io.tradepost.mailbox.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.apache.james..", "org.apache.mailet..", "io.javalin..", "org.eclipse.jetty..")
                        .and(resideInAnyPackage(
                                        "org.apache.james.mailbox..",
                                        "org.apache.james.core..",
                                        "org.apache.james.events..",
                                        "org.apache.james.util..",
                                        "org.apache.james.mime4j..")
                                .negate()))
                .check(OURS);
    }

    @Test
    void theMailetsOpenNoDatabaseAndNoIndexOfTheirOwn() {
        noClasses()
                .that(resideInAPackage("io.tradepost.mailets.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.hibernate..", "org.apache.lucene.."))
                .check(OURS);
    }

    @Test
    void jamesIsPutTogetherInOneCornerOfTheServer() {
        noClasses()
                .that(resideInAPackage("io.tradepost.server..")
                        .and(resideInAPackage("io.tradepost.server.james..").negate()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(MAIL_SERVER))
                .check(OURS);
    }

    @Test
    void everyPackageSaysWhyItIsThereAndIsNullMarked() {
        Set<String> withoutMark = new TreeSet<>();
        for (JavaClass one : OURS) {
            if (!one.getPackage().isAnnotatedWith(NullMarked.class)) {
                withoutMark.add(one.getPackageName());
            }
        }
        assertThat(withoutMark).isEmpty();
    }

    @Test
    void nobodyThrowsABareRuntimeException() {
        noClasses()
                .should()
                .callConstructorWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "of RuntimeException itself",
                        call -> call.getTargetOwner().isEquivalentTo(RuntimeException.class)
                                && !call.getOrigin().getName().equals("<init>")))
                .check(OURS);
    }

    @Test
    void everyExceptionOfALibraryIsUncheckedAndSaysItsRoom() {
        classes()
                .that()
                .areAssignableTo(Exception.class)
                .and()
                .arePublic()
                .and(resideInAnyPackage(LIBRARIES))
                .should()
                .beAssignableTo(RuntimeException.class)
                .check(OURS);
    }
}
