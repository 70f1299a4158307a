package genga.standalone.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/// What the node is told: one controller and broker, loopback only, sized for a laptop.
///
/// @param data    where the log lies; formatted at the first start, kept at every other
/// @param port    for clients
/// @param quorum  port of the controller, free for each start: a static voter's address is read from these settings,
///                never from the log
record NodeSettings(Path data, int port, int quorum) {

    private static final int NODE = 1;
    private static final String HOST = "127.0.0.1";
    private static final String MEBIBYTE = "1048576";

    static NodeSettings onThisMachine(Path data, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new NodeSettings(data.toAbsolutePath(), port, probe.getLocalPort());
        }
    }

    String bootstrapServers() {
        return HOST + ":" + port;
    }

    Properties properties() {
        Properties kafka = new Properties();
        kafka.setProperty("process.roles", "broker,controller");
        kafka.setProperty("node.id", Integer.toString(NODE));
        kafka.setProperty("controller.quorum.voters", NODE + "@" + HOST + ":" + quorum);
        kafka.setProperty("controller.listener.names", "CONTROLLER");
        kafka.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        kafka.setProperty("listeners", "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + HOST + ":" + quorum);
        kafka.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        kafka.setProperty("log.dirs", data.toString());
        kafka.setProperty("auto.create.topics.enable", "false");
        alone(kafka);
        small(kafka);
        return kafka;
    }

    /// There is no second node to wait for or to copy to.
    private static void alone(Properties kafka) {
        kafka.setProperty("default.replication.factor", "1");
        kafka.setProperty("offsets.topic.replication.factor", "1");
        kafka.setProperty("transaction.state.log.replication.factor", "1");
        kafka.setProperty("transaction.state.log.min.isr", "1");
        kafka.setProperty("share.coordinator.state.topic.replication.factor", "1");
        kafka.setProperty("share.coordinator.state.topic.min.isr", "1");
        kafka.setProperty("group.initial.rebalance.delay.ms", "0");
        // after a kill the node waits for its own former session to end; the default makes that 9 s
        kafka.setProperty("broker.heartbeat.interval.ms", "500");
        kafka.setProperty("broker.session.timeout.ms", "3000");
        kafka.setProperty("controller.quorum.election.timeout.ms", "200");
        kafka.setProperty("controller.quorum.fetch.timeout.ms", "1000");
    }

    /// The defaults reserve 128 MiB of heap for the log cleaner and 10 MiB of index per partition.
    private static void small(Properties kafka) {
        kafka.setProperty("offsets.topic.num.partitions", "4");
        kafka.setProperty("transaction.state.log.num.partitions", "2");
        kafka.setProperty("num.network.threads", "2");
        kafka.setProperty("num.io.threads", "4");
        kafka.setProperty("num.recovery.threads.per.data.dir", "2");
        kafka.setProperty("background.threads", "2");
        kafka.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        kafka.setProperty("log.cleaner.io.buffer.size", MEBIBYTE);
        kafka.setProperty("log.index.size.max.bytes", MEBIBYTE);
        kafka.setProperty("metadata.max.retention.bytes", "33554432");
    }

    /// Makes the folder a node's own; a folder that is one already stays as it is.
    void formatOnce() throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(data);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream listener = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(listener)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (RuntimeException failed) {
            throw new IOException("could not format the broker folder " + data + ": " + said, failed);
        }
    }
}
