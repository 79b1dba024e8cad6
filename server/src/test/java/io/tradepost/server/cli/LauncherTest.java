package io.tradepost.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher, run by a real shell. Its Java and its Maven are scripts that write down how they were called: which of
 * them it finds and with what it calls them is all that a launcher does.
 */
@Timeout(60)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("../tradepost").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void checkout() throws IOException {
        home = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(LAUNCHER, home.resolve("tradepost"));
        executable(home.resolve("tradepost"));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        executable(file);
        return file;
    }

    /** A Java of this version that prints its name and its arguments, one a line. */
    private Path java(String name, String version, boolean compiler) throws IOException {
        Path java = folder.resolve(name);
        script(java.resolve("bin/java"), "echo 'java of " + name + "'; for one; do echo \"<$one>\"; done");
        if (compiler) {
            script(java.resolve("bin/javac"), "exit 0");
        }
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return java;
    }

    private Path installed() throws IOException {
        Files.createDirectories(home.resolve("lib"));
        return Files.writeString(home.resolve("lib/tradepost-server-1.0.jar"), "");
    }

    private void sources() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("james-conf"));
        Files.createDirectories(home.resolve("server/src/main/java"));
        Files.writeString(home.resolve("server/pom.xml"), "<project/>");
        Files.writeString(home.resolve("server/src/main/java/A.java"), "class A {}");
        makeOlder(home, 60);
    }

    private static void makeOlder(Path top, int seconds) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path one : all.toList()) {
                Files.setLastModifiedTime(one, FileTime.from(Instant.now().minusSeconds(seconds)));
            }
        }
    }

    /** A Maven that writes down its arguments and, unless told to fail, makes the server's jar. */
    private Path maven(int exitCode) throws IOException {
        return script(folder.resolve("tools/mvn"), """
                echo "mvn $* JAVA_HOME=$JAVA_HOME" >> ../maven.called
                echo '[INFO] Building Tradepost archive 1.0                [1/2]'
                sleep 0.2
                echo '[INFO] Building Tradepost server 1.0                 [2/2]'
                [ %d -eq 0 ] || { echo '[ERROR] A.java:[1,2] this is what is wrong'; exit %d; }
                mkdir -p server/target/lib && : > server/target/lib/tradepost-server-1.0.jar
                """.formatted(exitCode, exitCode));
    }

    /** A folder for PATH with these few tools and nothing else. */
    private Path bareTools(String... names) throws IOException {
        Path tools = folder.resolve("bare");
        for (String name : names) {
            script(tools.resolve(name), "exec /usr/bin/" + name + " \"$@\"");
        }
        return tools;
    }

    /** What the launcher printed and how it ended. */
    private record Outcome(int code, String out, String err) {}

    private Outcome launch(Map<String, String> environment, String... arguments) throws Exception {
        return launch("/bin/sh", home.resolve("tradepost"), environment, arguments);
    }

    private Outcome launch(String shell, Path script, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(shell, script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TRADEPOST_JAVA_FOLDERS", "");
        builder.environment().putAll(environment);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private static Map<String, String> path(Path first) {
        return Map.of("PATH", first + ":/usr/bin:/bin");
    }

    @Test
    void withoutJavaItSaysWhatToInstallAndEndsWithTwo() throws Exception {
        installed();
        // A PATH without any java in it, but with the few tools that a shell script needs.
        Path tools = bareTools("readlink", "dirname", "cat");
        Outcome outcome = launch(Map.of("PATH", tools.toString()), "version");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("Java 21 or newer is needed, and none was found")
                .contains("apt install openjdk-21-jdk-headless")
                .contains("dnf install java-21-openjdk-devel")
                .contains("brew install openjdk@21")
                .doesNotContain("too old");
        Outcome chinese = launch(Map.of("PATH", tools.toString(), "LANG", "zh_CN.UTF-8"), "version");
        assertThat(chinese.err()).contains("需要 Java 21 或更高版本");
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        installed();
        Path old = java("jdk-17", "17.0.9", true);
        Path older = java("jdk-8", "1.8.0_392", true);
        Outcome outcome = launch(Map.of("JAVA_HOME", old.toString(), "PATH", older + "/bin:/usr/bin:/bin"), "version");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(old + "(17)").contains(older + "(8)");
    }

    @Test
    void javaHomeIsPreferredWhenItWillDo() throws Exception {
        Path jar = installed();
        Path chosen = java("jdk-21", "21.0.4", false);
        Path newer = java("jdk-25", "25.0.1", false);
        Outcome outcome = launch(
                Map.of(
                        "JAVA_HOME", chosen.toString(),
                        "PATH", newer + "/bin:/usr/bin:/bin",
                        "TRADEPOST_JAVA_FOLDERS", newer.toString()),
                "archive",
                "search",
                "two words",
                "");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines()).startsWith("java of jdk-21");
        assertThat(outcome.out()).endsWith("<-jar>\n<" + jar + ">\n<archive>\n<search>\n<two words>\n<>\n");
    }

    @Test
    void otherwiseTheNewestInstalledIsTaken() throws Exception {
        installed();
        Path old = java("jdk-17", "17", false);
        java("jvm/jdk-21", "21.0.4", false);
        java("jvm/jdk-26", "26-ea", false);
        java("jvm/jdk-25", "25", false);
        Outcome outcome =
                launch(Map.of("JAVA_HOME", old.toString(), "TRADEPOST_JAVA_FOLDERS", folder + "/jvm/*"), "version");

        assertThat(outcome.out().lines()).startsWith("java of jvm/jdk-26");
    }

    @Test
    void aLinkOnThePathLeadsToTheJavaBehindIt() throws Exception {
        installed();
        Path real = java("real-jdk", "25", false);
        Path tools = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(tools.resolve("java"), real.resolve("bin/java"));

        assertThat(launch(path(tools), "version").out().lines()).startsWith("java of real-jdk");
    }

    @Test
    void tradepostJavaIsObeyedOrRefused() throws Exception {
        installed();
        Path mine = java("mine", "22", false);
        Path newer = java("newer", "25", false);
        assertThat(launch(Map.of("TRADEPOST_JAVA", mine + "/bin/java", "JAVA_HOME", newer.toString()), "version")
                        .out()
                        .lines())
                .startsWith("java of mine");
        Outcome refused = launch(
                Map.of("TRADEPOST_JAVA", folder + "/nothing/bin/java", "JAVA_HOME", newer.toString()), "version");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("TRADEPOST_JAVA is " + folder + "/nothing/bin/java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTHING=", "LANG=C", "LC_ALL=POSIX", "LC_ALL=zh_CN.not-installed", "LC_CTYPE=C"})
    void javaGetsALocaleThatKnowsChineseWhereThereIsNone(String setting) throws Exception {
        installed();
        Path java = java("jdk-25", "25", false);
        script(
                java.resolve("bin/java"),
                "locale charmap 2> /dev/null; echo \"language ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}\"");
        String[] variable = setting.split("=", -1);

        Outcome outcome = launch(Map.of("JAVA_HOME", java.toString(), variable[0], variable[1]), "x");

        assertThat(outcome.out())
                .startsWith("UTF-8")
                .contains("language " + (variable[0].equals("LC_CTYPE") ? "" : variable[1]) + "\n");
    }

    @Test
    void aLocaleThatKnowsChineseStaysAsItIs() throws Exception {
        installed();
        Path java = java("jdk-25", "25", false);
        script(java.resolve("bin/java"), "locale charmap 2> /dev/null; echo \"$LC_ALL $LC_CTYPE\"");

        Outcome outcome = launch(Map.of("JAVA_HOME", java.toString(), "LC_ALL", "C.UTF-8"), "x");

        assertThat(outcome.out()).isEqualTo("UTF-8\nC.UTF-8 \n");
    }

    @Test
    void newerJavasGetTheOptionThatOlderOnesDoNotKnow() throws Exception {
        installed();
        Path old = java("jdk-21", "21", false);
        Path fresh = java("jdk-25", "25", false);
        String option = "<--sun-misc-unsafe-memory-access=allow>";

        assertThat(launch(Map.of("JAVA_HOME", old.toString()), "x").out())
                .contains("<--enable-native-access=ALL-UNNAMED>")
                .contains("<-XX:TieredStopAtLevel=1>")
                .contains("<-Xmx1g>")
                .doesNotContain(option);
        Outcome outcome = launch(Map.of("JAVA_HOME", fresh.toString(), "TRADEPOST_JAVA_OPTS", "-Xmx2g -Done=1"), "x");
        assertThat(outcome.out()).contains(option).contains("<-Done=1>");
        assertThat(outcome.out().indexOf("<-Xmx2g>"))
                .as("the later one wins")
                .isGreaterThan(outcome.out().indexOf("<-Xmx1g>"));
    }

    @Test
    void longWorkGetsTheBetterCompilerAndPreparedClassesAreUsedWhereTheyAre() throws Exception {
        Path jar = installed();
        Path java = java("jdk", "25", false);
        Map<String, String> environment = Map.of("JAVA_HOME", java.toString());
        assertThat(launch(environment, "--data", "x", "start").out()).contains("<-XX:TieredStopAtLevel=4>");
        assertThat(launch(environment, "archive", "verify").out()).contains("<-XX:TieredStopAtLevel=4>");
        assertThat(launch(environment, "status").out())
                .contains("<-XX:TieredStopAtLevel=1>")
                .doesNotContain("SharedArchiveFile");

        Path prepared = Files.writeString(jar.resolveSibling("tradepost.jsa"), "");
        assertThat(launch(environment, "status").out()).contains("<-XX:SharedArchiveFile=" + prepared + ">");
    }

    @Test
    void itKnowsItsFolderWhenCalledThroughALink() throws Exception {
        Path jar = installed();
        Path java = java("jdk", "25", false);
        Path link = Files.createSymbolicLink(folder.resolve("tp"), Path.of("a checkout/tradepost"));

        assertThat(launch("/bin/sh", link, Map.of("JAVA_HOME", java.toString()), "x")
                        .out())
                .contains("<" + jar + ">");
    }

    @Test
    void aSignalReachesJavaItself() throws Exception {
        installed();
        Path java = java("jdk", "25", false);
        script(java.resolve("bin/java"), "echo $$ > '" + folder + "/pid'; exec sleep 30");
        ProcessBuilder builder =
                new ProcessBuilder("sh", home.resolve("tradepost").toString(), "start");
        builder.environment().put("JAVA_HOME", java.toString());
        Process process = builder.start();
        org.awaitility.Awaitility.await().until(() -> Files.exists(folder.resolve("pid")));
        assertThat(Files.readString(folder.resolve("pid")).strip()).isEqualTo(Long.toString(process.pid()));
        process.destroy();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theFirstUseBuildsShowingEachModuleAndTheSecondDoesNot() throws Exception {
        sources();
        maven(0);
        Path java = java("jdk", "25", true);
        Map<String, String> environment = Map.of("JAVA_HOME", java.toString(), "PATH", folder + "/tools:/usr/bin:/bin");

        Outcome first = launch(environment, "version");
        assertThat(first.err())
                .contains("Building Tradepost")
                .containsPattern(" *\\d+ s  Tradepost archive 1.0 +\\[1/2]")
                .containsPattern(" *\\d+ s  Tradepost server 1.0 +\\[2/2]")
                .contains("Preparing fast starts")
                .containsPattern("Built in \\d+ s");
        assertThat(Files.readString(home.resolve("target/build.log"))).contains("<fast-start>");
        assertThat(first.out()).contains("<" + home.resolve("server/target/lib/tradepost-server-1.0.jar") + ">");
        assertThat(Files.readString(folder.resolve("maven.called")))
                .contains("-Dmaven.test.skip=true")
                .contains("-Dspotless.check.skip=true")
                .contains("package")
                .contains("JAVA_HOME=" + java);

        Outcome second = launch(environment, "version");
        assertThat(second.err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("maven.called"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server/src/main/java/A.java", "pom.xml", "server/pom.xml", "james-conf/tradepost.yaml"})
    void aSourceThatIsNewerThanTheBuildIsBuiltAgain(String source) throws Exception {
        sources();
        maven(0);
        Path java = java("jdk", "25", true);
        Map<String, String> environment = Map.of("JAVA_HOME", java.toString(), "PATH", folder + "/tools:/usr/bin:/bin");
        launch(environment, "version");
        Files.writeString(home.resolve(source), "changed");
        Files.setLastModifiedTime(
                home.resolve(source), FileTime.from(Instant.now().plusSeconds(2)));

        assertThat(launch(environment, "version").err()).contains("Building");
        assertThat(Files.readAllLines(folder.resolve("maven.called"))).hasSize(2);
    }

    @Test
    void aFailedBuildShowsWhatIsWrongAndEndsWithTwo() throws Exception {
        sources();
        maven(1);
        Path java = java("jdk", "25", true);
        Outcome outcome =
                launch(Map.of("JAVA_HOME", java.toString(), "PATH", folder + "/tools:/usr/bin:/bin"), "version");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("this is what is wrong")
                .contains("the whole log is " + home.resolve("target/build.log"));
        assertThat(outcome.out()).isEmpty();
        assertThat(home.resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void withoutMavenOrACompilerItSaysSo() throws Exception {
        sources();
        Path tools = bareTools("readlink", "dirname", "cat", "find", "head");
        Path jdk = java("jdk", "25", true);
        Outcome noMaven = launch(Map.of("JAVA_HOME", jdk.toString(), "PATH", tools.toString()), "version");
        assertThat(noMaven.code()).isEqualTo(2);
        assertThat(noMaven.err())
                .contains("Maven, which builds it, is not installed")
                .contains("apt install maven");

        maven(0);
        Path jre = java("jre", "25", false);
        Outcome noCompiler =
                launch(Map.of("JAVA_HOME", jre.toString(), "PATH", folder + "/tools:/usr/bin:/bin"), "version");
        assertThat(noCompiler.code()).isEqualTo(2);
        assertThat(noCompiler.err()).contains("can run programs but not build them");
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        sources();
        maven(0);
        Path java = java("jdk", "25", true);
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ProcessBuilder builder =
                    new ProcessBuilder("sh", home.resolve("tradepost").toString(), "version");
            builder.environment().put("JAVA_HOME", java.toString());
            builder.environment().put("PATH", folder + "/tools:/usr/bin:/bin");
            both.add(builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("both" + i).toFile())
                    .start());
        }
        for (Process one : both) {
            assertThat(one.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(one.exitValue()).isZero();
        }
        assertThat(Files.readAllLines(folder.resolve("maven.called"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void everyUsualShellUnderstandsIt(String shell) throws Exception {
        installed();
        Path java = java("jdk", "25", false);

        Outcome outcome = launch(shell, home.resolve("tradepost"), Map.of("JAVA_HOME", java.toString()), "x");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
    }
}
