package genga.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One film's way from upload to rendered clip, and what stood at each stage at its end.
record Journey(String project, JsonNode film, List<JsonNode> clips, JsonNode dataset, JsonNode run, JsonNode render) {

    static final String PHRASE = "Watercolour film style.";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Takes a film all the way.
    ///
    /// @param stages told when work of a stage has visibly begun, which is when it hurts most to be disturbed
    static Journey of(StudioClient studio, Path film, Stages stages) throws IOException {
        String project = studio.post("/v1/projects", Map.of("name", "Watercolour", "triggerPhrase", PHRASE))
                .get("project")
                .textValue();
        stages.begun("gateway");
        String filmId =
                studio.upload(project, "sample film.mp4", film).get("film").textValue();
        List<JsonNode> clips = clips(studio, project, filmId, stages);
        JsonNode dataset = dataset(studio, project, stages);
        JsonNode run = run(studio, dataset.get("dataset").textValue(), stages);
        JsonNode render = render(studio, project, run.get("run").textValue(), stages);
        return new Journey(project, studio.get("/v1/films/" + filmId), clips, dataset, run, render);
    }

    private static List<JsonNode> clips(StudioClient studio, String project, String film, Stages stages) {
        String path = "/v1/projects/" + project + "/clips?medium=CLIP&limit=200";
        studio.await(path, PATIENCE, page -> !page.get("clips").isEmpty());
        stages.begun("ingest-service");
        stages.begun("caption-service");
        studio.await("/v1/films/" + film, PATIENCE, seen -> over(seen, "INGESTED"));
        JsonNode page = studio.await(path, PATIENCE, Journey::allKeptAreCaptioned);
        List<JsonNode> clips = new ArrayList<>();
        page.get("clips").forEach(clips::add);
        return clips;
    }

    private static boolean allKeptAreCaptioned(JsonNode page) {
        for (JsonNode clip : page.get("clips")) {
            boolean judged = clip.hasNonNull("verdict");
            boolean kept = judged && clip.at("/verdict/verdict").asText().equals("Kept");
            if (!judged || kept && !clip.hasNonNull("caption")) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode dataset(StudioClient studio, String project, Stages stages) {
        String id = studio.post("/v1/projects/" + project + "/datasets", Map.of())
                .get("dataset")
                .textValue();
        studio.post("/v1/datasets/" + id + "/cache", Map.of("baseModel", "wan-nano"));
        studio.await("/v1/datasets/" + id, PATIENCE, seen -> seen.hasNonNull("progress") || over(seen, "CACHED"));
        stages.begun("cache-service");
        return studio.await("/v1/datasets/" + id, PATIENCE, seen -> over(seen, "CACHED"));
    }

    private static JsonNode run(StudioClient studio, String dataset, Stages stages) {
        String id = studio.post(
                        "/v1/datasets/" + dataset + "/runs",
                        Map.of("name", "watercolour", "steps", 24, "checkpointEvery", 8))
                .get("run")
                .textValue();
        studio.await("/v1/runs/" + id, PATIENCE, seen -> seen.path("step").asInt() > 8 || over(seen, "FINISHED"));
        stages.begun("trainer-service");
        return studio.await("/v1/runs/" + id, PATIENCE, seen -> over(seen, "FINISHED"));
    }

    private static JsonNode render(StudioClient studio, String project, String run, Stages stages) {
        String id = studio.post(
                        "/v1/projects/" + project + "/renders",
                        Map.of("prompt", "A sailing boat crosses a calm bay.", "run", run, "seed", 7))
                .get("render")
                .textValue();
        studio.await("/v1/renders/" + id, PATIENCE, seen -> seen.hasNonNull("progress") || over(seen, "FINISHED"));
        stages.begun("render-service");
        return studio.await("/v1/renders/" + id, PATIENCE, seen -> over(seen, "FINISHED"));
    }

    private static boolean over(JsonNode seen, String well) {
        String state = seen.get("state").textValue();
        if (Set.of("FAILED", "CANCELLED").contains(state)) {
            throw new AssertionError("ended as " + seen);
        }
        return state.equals(well);
    }

    /// Hears when work of a service has begun.
    interface Stages {
        void begun(String service);
    }
}
