package genga.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/// `./genga bench NAME`: measures, tells people how it goes on the error stream, and prints the figures as one line
/// of JSON, last.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws JsonProcessingException {
        try {
            Map<String, Object> figures = run(List.of(arguments));
            System.out.println(new ObjectMapper().writeValueAsString(figures));
        } catch (BenchException e) {
            System.err.println("genga bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Object> run(List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        if (name.equals("ingest")) {
            return new IngestBenchmark(IngestSettings.parse(arguments.subList(1, arguments.size()))).run();
        }
        if (!name.equals("wan")) {
            throw new BenchException("there is no benchmark \"" + name
                    + "\"; expected ingest or wan, as in: genga bench wan [--quick] [--rounds N] [--minutes N]"
                    + " [--only forward,step,vae,memory,growth]");
        }
        Settings settings = Settings.parse(arguments.subList(1, arguments.size()));
        return new WanBenchmark(settings).run();
    }
}
