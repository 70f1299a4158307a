package genga.standalone.broker;

import java.nio.file.Path;

/// Runs the node until the process is told to stop: `BrokerMain DATA_FOLDER PORT`.
///
/// Prints [#READY] on a line of its own as soon as every topic of the studio can be used; whoever started the process
/// waits for that line.
public final class BrokerMain {

    static final String READY = "genga: ready";

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("the broker takes a data folder and a port, got " + arguments.length + " arguments");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[1]);
        NodeSettings settings = NodeSettings.onThisMachine(Path.of(arguments[0]), port);
        settings.formatOnce();
        Node node = new Node(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "node-stop"));
        node.start();
        StudioTopics.createMissing(settings.bootstrapServers());
        System.out.println(READY);
        node.awaitEnd();
    }
}
