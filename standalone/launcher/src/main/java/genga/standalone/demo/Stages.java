package genga.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import genga.standalone.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Waits for the stages of a project: reads the thing's state whenever an event tells that something happened.
///
/// @param seconds filled with the time of each stage
record Stages(Gateway gateway, EventStream events, Terminal terminal, Map<String, Double> seconds) {

    private static final Set<String> LOST = Set.of("FAILED", "CANCELLED");

    /// The gateway may be starting again; it is given this long.
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /// @param name  as shown
    /// @param path  of the thing whose state tells
    /// @param state that ends the stage
    record Stage(String name, String path, String state) {}

    /// Returns the thing when it has come to the stage's state.
    JsonNode await(Stage stage, Function<JsonNode, String> outcome) throws InterruptedException {
        StageLine line = new StageLine(terminal, stage.name());
        while (true) {
            JsonNode thing = read(stage.path());
            String state = thing.path("state").asText();
            if (state.equals(stage.state())) {
                seconds.put(stage.name(), line.over(outcome.apply(thing)));
                return thing;
            }
            if (LOST.contains(state)) {
                JsonNode problem = thing.path("problem");
                throw new DemoFailed(
                        "%s %s: %s".formatted(stage.name(), state.toLowerCase(Locale.ROOT), sentence(problem)));
            }
            show(line, thing);
            events.awaitNews();
        }
    }

    /// Returns when every kept clip of the project has its caption.
    void awaitCaptions(String project, int kept) throws InterruptedException {
        StageLine line = new StageLine(terminal, "caption");
        int captioned = 0;
        while (captioned < kept) {
            captioned = read("/v1/projects/" + project).path("captioned").asInt();
            line.show("clips", captioned, kept);
            if (captioned < kept) {
                events.awaitNews();
            }
        }
        seconds.put("caption", line.over(captioned + " captions"));
    }

    private JsonNode read(String path) throws InterruptedException {
        Instant deadline = Instant.now().plus(SILENCE);
        while (true) {
            try {
                return gateway.get(path);
            } catch (DemoFailed failed) {
                if (failed.getCause() == null || Instant.now().isAfter(deadline)) {
                    throw failed;
                }
                events.awaitNews();
            }
        }
    }

    private static void show(StageLine line, JsonNode thing) {
        JsonNode progress = thing.path("progress");
        if (thing.has("steps")) {
            String loss = thing.path("meanLoss").isNumber()
                    ? "loss %.4f, step".formatted(thing.path("meanLoss").asDouble())
                    : "step";
            line.show(loss, thing.path("step").asLong(), thing.path("steps").asLong());
        } else {
            line.show(
                    progress.path("stage").asText("waiting"),
                    progress.path("done").asLong(),
                    progress.path("total").asLong());
        }
    }

    private static String sentence(JsonNode problem) {
        return problem.path("sentence").asText(problem.isMissingNode() ? "no reason was given" : problem.toString());
    }
}
