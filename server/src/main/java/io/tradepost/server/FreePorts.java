package io.tradepost.server;

import io.tradepost.server.config.TradepostConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Looks before the start whether every port can be opened, so that all taken ones are named at once, by their key. */
final class FreePorts {
    private FreePorts() {}

    static void check(TradepostConfiguration configuration) {
        TradepostConfiguration.Smtp smtp = configuration.smtp();
        TradepostConfiguration.Imap imap = configuration.imap();
        List<String> taken = new ArrayList<>();
        look(taken, "smtp.port", smtp.bind(), smtp.port());
        look(taken, "smtp.submission-port", smtp.bind(), smtp.submissionPort());
        look(taken, "smtp.submissions-port", smtp.bind(), smtp.submissionsPort());
        look(taken, "imap.port", imap.bind(), imap.port());
        look(taken, "imap.tls-port", imap.bind(), imap.tlsPort());
        look(
                taken,
                "http.port",
                configuration.http().bind(),
                configuration.http().port());
        if (!taken.isEmpty()) {
            throw new StartException("these ports can't be opened: " + String.join(", ", taken)
                    + ". Stop the program that uses them, set other ports in tradepost.yaml, or add --port-offset N;"
                    + " ports below 1024 need the right to open them");
        }
    }

    private static void look(List<String> taken, String key, String bind, int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(bind), port));
        } catch (IOException e) {
            taken.add(key + " " + port + " (" + e.getMessage() + ")");
        }
    }
}
