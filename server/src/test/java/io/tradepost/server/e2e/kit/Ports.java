package io.tradepost.server.e2e.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;

/** Free ports of this machine. */
public final class Ports {
    /** The demo's own ports, which {@code --port-offset} moves. */
    public static final List<Integer> DEMO = List.of(2525, 2587, 2465, 2143, 2993, 8025);

    /** Above what servers use, below what the system gives to clients by itself (32768 on Linux). */
    private static final int LOWEST_OFFSET = 8_000;

    private static final int OFFSETS = 16_000;

    private Ports() {}

    /** An offset that moves all the demo's ports to free ones. */
    public static int freeOffset() {
        Random random = new Random(System.nanoTime() ^ ProcessHandle.current().pid());
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int offset = LOWEST_OFFSET + random.nextInt(OFFSETS);
            if (DEMO.stream().allMatch(port -> isFree(port + offset))) {
                return offset;
            }
        }
        throw new IllegalStateException("this machine has no six free ports");
    }

    /** One free port. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("this machine has no free port", e);
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
