package io.tradepost.bench.process;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.SplittableRandom;

/** Ports on loopback that nobody has. */
public final class FreePorts {
    /** Those of the demo, which {@code --port-offset} moves. */
    private static final List<Integer> DEMO = List.of(2525, 2587, 2465, 2143, 2993, 8025);

    private static final int LOWEST_OFFSET = 8_000;
    private static final int OFFSETS = 14_000;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** An offset by which all of the demo's ports are free, and below those that the system gives to clients. */
    public static int demoOffset() {
        SplittableRandom random =
                new SplittableRandom(System.nanoTime() ^ ProcessHandle.current().pid());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int offset = LOWEST_OFFSET + random.nextInt(OFFSETS);
            if (DEMO.stream().allMatch(port -> isFree(port + offset))) {
                return offset;
            }
        }
        throw new BenchException("this machine has no six free ports");
    }

    /** One free port. */
    public static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchException("this machine has no free port", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
