package genga.standalone.broker;

/// Creates the studio's topics in a broker that someone else runs: `TopicsMain BOOTSTRAP_SERVERS`. Those that are there
/// stay as they are, so it can run before every start.
public final class TopicsMain {

    private TopicsMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            System.err.println(
                    "expected the broker's address, such as kafka:9092, got " + arguments.length + " arguments");
            System.exit(2);
        }
        StudioTopics.createMissing(arguments[0]);
        System.out.println("every topic is there");
    }
}
