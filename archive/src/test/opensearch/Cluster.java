import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * A real OpenSearch cluster of two nodes in this process: {@code Cluster FOLDER FIRST-HTTP-PORT NAME}. Says {@code ready} with the
 * two ports, and ends when its standard input does, so that it can't outlive the test that started it.
 */
final class Cluster {
    private Cluster() {}

    /** The runner itself looks for ports below 9300 only. */
    private static final class AnyPort extends OpenSearchRunner {
        AnyPort() {
            maxHttpPort = 65_535;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int base = Integer.parseInt(arguments[1]);
        Files.createDirectories(folder);
        OpenSearchRunner runner = new AnyPort();
        runner.onBuild((number, settings) -> {
            settings.put("http.cors.enabled", false);
            settings.put("discovery.type", "zen");
            settings.put("transport.port", base + 10 + number);
            settings.put("discovery.seed_hosts", "127.0.0.1:" + (base + 11));
            settings.put("network.host", "127.0.0.1");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        runner.build(OpenSearchRunner.newConfigs()
                .clusterName(arguments[2])
                .numOfNode(2)
                .baseHttpPort(base)
                .basePath(folder.toString())
                .disableESLogger());
        runner.ensureGreen();
        System.out.println("ready " + (base + 1) + " " + (base + 2));
        System.in.read();
        runner.close();
        System.exit(0);
    }
}
