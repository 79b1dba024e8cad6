package io.tradepost.server.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tradepost.server.config.Secret;
import io.tradepost.server.rooms.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlLineTest {
    private static final ControlServer.Limits TIGHT =
            new ControlServer.Limits(2, 8, Duration.ofMillis(400), Duration.ofMillis(600));

    @TempDir
    private Path folder;

    private static ControlRequest request(String... arguments) {
        return new ControlRequest(List.of(arguments), "/somewhere", "zh-CN", "me", 80);
    }

    /** What a command did, as its caller sees it. Never compared as a whole. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Outcome(int code, byte[] out, byte[] err) {}

    private static Outcome call(ControlFile file, ControlRequest request, InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ControlClient client = ControlClient.connect(file).orElseThrow()) {
            int code = client.run(request, in, out, err);
            return new Outcome(code, out.toByteArray(), err.toByteArray());
        }
    }

    private static Outcome call(ControlFile file, String... arguments) throws IOException {
        return call(file, request(arguments), InputStream.nullInputStream());
    }

    private static void print(java.io.OutputStream stream, byte[] bytes) {
        try {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theRequestArrivesWholeAndTheAnswerComesBack() throws IOException {
        List<ControlRequest> seen = new ArrayList<>();
        try (ControlServer server = ControlServer.start(
                (request, session) -> {
                    seen.add(request);
                    print(session.out(), "出".getBytes(UTF_8));
                    print(session.err(), "错".getBytes(UTF_8));
                    return 1;
                },
                ControlServer.Limits.USUAL)) {
            Outcome outcome = call(server.file(), "account", "add", "张三 \"q\"", "");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(new String(outcome.out(), UTF_8)).isEqualTo("出");
            assertThat(new String(outcome.err(), UTF_8)).isEqualTo("错");
            assertThat(seen).containsExactly(request("account", "add", "张三 \"q\"", ""));
        }
    }

    @Test
    void bytesOfEveryKindAndAnyNumberArriveUnchanged() throws IOException {
        byte[] bytes = new byte[5_000_003];
        new Random(7).nextBytes(bytes);
        try (ControlServer server = ControlServer.start(
                (request, session) -> {
                    print(session.out(), bytes);
                    return 0;
                },
                ControlServer.Limits.USUAL)) {
            assertThat(call(server.file(), "archive", "raw", "X").out()).isEqualTo(bytes);
        }
    }

    @Test
    void standardInputIsReadOnlyWhenTheCommandWantsIt() throws IOException {
        byte[] typed = new byte[200_001];
        new Random(8).nextBytes(typed);
        AtomicInteger touched = new AtomicInteger();
        InputStream in = new ByteArrayInputStream(typed) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                touched.incrementAndGet();
                return super.read(target, offset, length);
            }
        };
        try (ControlServer server = ControlServer.start(
                (request, session) -> {
                    if (request.arguments().contains("read")) {
                        try {
                            session.input().transferTo(session.out());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                    return 0;
                },
                ControlServer.Limits.USUAL)) {
            call(server.file(), request("ignore"), in);
            assertThat(touched).hasValue(0);
            assertThat(call(server.file(), request("read"), in).out()).isEqualTo(typed);
        }
    }

    @Test
    void whoeverDoesNotKnowTheSecretGetsNothing() throws IOException {
        AtomicBoolean ran = new AtomicBoolean();
        try (ControlServer server = ControlServer.start(
                (request, session) -> {
                    ran.set(true);
                    return 0;
                },
                ControlServer.Limits.USUAL)) {
            String wrong = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
            ControlFile guessed = new ControlFile(server.file().port(), Secret.of(wrong), 1, 1);

            assertThat(ControlClient.connect(guessed)).isEmpty();
            assertThat(ran).isFalse();
            assertThat(call(server.file(), "still", "works").code()).isZero();
            assertThat(ran).isTrue();
        }
    }

    @Test
    void aStrangerOnTheOldPortIsNotTakenForTheServer() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<byte[]> heard = threads.submit(() -> {
                try (Socket caller = stranger.accept()) {
                    // Plays the server: a challenge, then a welcome without knowing the secret.
                    DataOutputStream out = new DataOutputStream(caller.getOutputStream());
                    out.writeInt(32);
                    out.writeByte(FrameType.CHALLENGE.code());
                    out.write(new byte[32]);
                    DataInputStream in = new DataInputStream(caller.getInputStream());
                    byte[] proof = in.readNBytes(5 + 64);
                    out.writeInt(32);
                    out.writeByte(FrameType.WELCOME.code());
                    out.write(new byte[32]);
                    return proof;
                }
            });
            ControlFile file = ControlFile.ofThisProcess(stranger.getLocalPort());

            assertThat(ControlClient.connect(file)).isEmpty();
            String said = new String(heard.get(), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(said)
                    .as("the secret itself must not cross the line")
                    .doesNotContain(file.secret().reveal())
                    .doesNotContain(new String(file.secretBytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void nobodyListeningMeansNoServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(ControlClient.connect(ControlFile.ofThisProcess(port))).isEmpty();
    }

    @Test
    void aHugeFrameIsRefusedBeforeAnyMemoryIsTakenForIt() throws IOException {
        try (ControlServer server = ControlServer.start((request, session) -> 0, ControlServer.Limits.USUAL)) {
            try (Socket caller =
                    new Socket(InetAddress.getLoopbackAddress(), server.file().port())) {
                caller.setSoTimeout(5_000);
                DataInputStream in = new DataInputStream(caller.getInputStream());
                in.readNBytes(5 + 32);
                DataOutputStream out = new DataOutputStream(caller.getOutputStream());
                out.writeInt(Integer.MAX_VALUE);
                out.writeByte(FrameType.PROOF.code());
                out.flush();

                assertThat(in.read()).as("the server hangs up").isEqualTo(-1);
            }
            assertThat(call(server.file(), "x").code()).isZero();
        }
    }

    @Test
    void randomBytesNeitherStopTheServerNorHoldAPlace() throws IOException {
        Random random = new Random(9);
        try (ControlServer server = ControlServer.start((request, session) -> 0, TIGHT)) {
            for (int i = 0; i < 50; i++) {
                try (Socket caller = new Socket(
                        InetAddress.getLoopbackAddress(), server.file().port())) {
                    byte[] noise = new byte[random.nextInt(200)];
                    random.nextBytes(noise);
                    caller.getOutputStream().write(noise);
                }
            }
            await().until(() -> ControlClient.connect(server.file()).isPresent());
        }
    }

    @Test
    void whoeverProvesNothingInTimeIsDropped() throws IOException {
        try (ControlServer server = ControlServer.start((request, session) -> 0, TIGHT);
                Socket silent = new Socket(
                        InetAddress.getLoopbackAddress(), server.file().port());
                Socket dripping = new Socket(
                        InetAddress.getLoopbackAddress(), server.file().port())) {
            silent.setSoTimeout(5_000);
            silent.getInputStream().readNBytes(5 + 32);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            // A byte now and then keeps a read from timing out; the deadline holds all the same.
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        try {
                            dripping.getOutputStream().write(0);
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void aCallerWhoGoesAwayCancelsTheCommand() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (ControlServer server = ControlServer.start(
                (request, session) -> {
                    running.countDown();
                    await().until(session::cancelled);
                    assertThatThrownBy(() -> session.out().write(1)).isInstanceOf(IOException.class);
                    interrupted.set(Thread.currentThread().isInterrupted());
                    cancelled.countDown();
                    return 0;
                },
                TIGHT)) {
            ControlClient client = ControlClient.connect(server.file()).orElseThrow();
            Thread.ofPlatform().daemon(true).start(() -> {
                try {
                    client.run(
                            request("archive", "verify"),
                            InputStream.nullInputStream(),
                            new ByteArrayOutputStream(),
                            new ByteArrayOutputStream());
                } catch (IOException e) {
                    // Its line is cut below: this is what the test does to it.
                    assertThat(cancelled.getCount()).isBetween(0L, 1L);
                }
            });
            running.await();
            client.close();

            assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(interrupted)
                    .as("an interrupt would close the archive's file channels")
                    .isFalse();
        }
    }

    @Test
    void aCallerWhoStopsReadingIsHungUpOn() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ControlServer server = ControlServer.start(
                (request, session) -> {
                    try {
                        byte[] piece = new byte[1 << 20];
                        while (true) {
                            session.out().write(piece);
                        }
                    } catch (IOException e) {
                        ended.countDown();
                        return 2;
                    }
                },
                TIGHT)) {
            CountDownLatch release = new CountDownLatch(1);
            Thread.ofPlatform().daemon(true).start(() -> {
                try (ControlClient client = ControlClient.connect(server.file()).orElseThrow()) {
                    client.run(
                            request("x"),
                            InputStream.nullInputStream(),
                            new java.io.OutputStream() {
                                @Override
                                public void write(int b) throws IOException {
                                    try {
                                        release.await();
                                    } catch (InterruptedException e) {
                                        throw new IOException(e);
                                    }
                                }
                            },
                            new ByteArrayOutputStream());
                } catch (IOException e) {
                    release.countDown();
                }
            });
            assertThat(ended.await(15, TimeUnit.SECONDS)).isTrue();
            release.countDown();
        }
    }

    @Test
    void manyCommandsRunAtOnceAndTooManyAreRefused() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        try (ControlServer server = ControlServer.start(
                        (request, session) -> {
                            running.incrementAndGet();
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            print(session.out(), request.arguments().get(0).getBytes(UTF_8));
                            return 0;
                        },
                        TIGHT);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Outcome> first = threads.submit(() -> call(server.file(), "one"));
            Future<Outcome> second = threads.submit(() -> call(server.file(), "two"));
            await().until(() -> running.get() == 2);
            assertThatThrownBy(() -> call(server.file(), "three"))
                    .isInstanceOf(ControlClient.RefusedException.class)
                    .hasMessage("busy");
            go.countDown();
            assertThat(new String(first.get().out(), UTF_8)).isEqualTo("one");
            assertThat(new String(second.get().out(), UTF_8)).isEqualTo("two");
            assertThat(call(server.file(), "three").code()).isZero();
        }
    }

    @Test
    void closingLetsARunningCommandFinish() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        ControlServer server = ControlServer.start(
                (request, session) -> {
                    running.countDown();
                    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                    print(session.out(), "done".getBytes(UTF_8));
                    return 0;
                },
                ControlServer.Limits.USUAL);
        try (server;
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Outcome> outcome = threads.submit(() -> call(server.file(), "x"));
            running.await();
            server.close();
            assertThat(new String(outcome.get().out(), UTF_8)).isEqualTo("done");
        }
    }

    @Test
    void theFileIsPrivateAndReadsBackAndKnowsItsProcess() throws IOException {
        DataFolder data = new DataFolder(folder);
        ControlFile mine = ControlFile.ofThisProcess(12_345);
        mine.write(data);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.controlFile())))
                .isEqualTo("rw-------");
        assertThat(ControlFile.read(data)).contains(mine);
        assertThat(mine.process()).contains(ProcessHandle.current());
        ControlFile reused = new ControlFile(1, mine.secret(), mine.pid(), mine.startedAt() - 60_000);
        assertThat(reused.process())
                .as("another process that got the same number later")
                .isEmpty();
        assertThat(mine.toString()).doesNotContain(mine.secret().reveal());
    }

    @Test
    void aBrokenOrMissingFileIsTheSameAsNone() throws IOException {
        DataFolder data = new DataFolder(folder);
        assertThat(ControlFile.read(data)).isEmpty();
        for (String broken : List.of(
                "", "{", "[]", "{\"port\": 1}", "{\"port\":\"x\"}", "{\"port\":5,\"pid\":1,\"secret\":\"!!\"}")) {
            Files.writeString(data.controlFile(), broken);
            assertThat(ControlFile.read(data)).as(broken).isEqualTo(Optional.empty());
        }
    }
}
