package genga.standalone.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/// The running node: controller and broker in one. Started once, closed once.
final class Node implements AutoCloseable {

    private final KafkaRaftServer server;

    Node(NodeSettings settings) {
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
    }

    void start() {
        server.startup();
    }

    void awaitEnd() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
