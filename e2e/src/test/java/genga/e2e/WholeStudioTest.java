package genga.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import genga.media.Probe;
import genga.media.VideoReader;
import genga.media.sample.SampleFilm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The studio as a person runs it: every process, a real broker, a real store. One film goes all the way undisturbed,
/// and
/// the same film goes again while every service is killed once in the middle of its work.
class WholeStudioTest {

    @TempDir
    static Path folder;

    private static RunningStudio studio;
    private static StudioClient client;
    private static Journey calm;
    private static Journey stormy;
    private static final Set<String> KILLED = new HashSet<>();

    @BeforeAll
    static void takeTheFilmAllTheWayTwice() throws IOException, InterruptedException {
        Path film = folder.resolve("sample.mp4");
        SampleFilm.write(film);
        studio = new RunningStudio(folder.resolve("data"));
        client = studio.client();
        calm = Journey.of(client, film, service -> {});
        stormy = Journey.of(client, film, service -> {
            studio.kill(service);
            KILLED.add(service);
        });
    }

    @AfterAll
    static void stop() {
        if (studio != null) {
            studio.close();
        }
    }

    @Test
    void everyShotOfTheFilmIsFound() {
        JsonNode film = calm.film();

        assertThat(film.get("shots").asInt()).isEqualTo(6);
        assertThat(film.get("frames").asInt()).isEqualTo(SampleFilm.truth().frames());
        assertThat(sum(film.get("verdicts"))).isEqualTo(6);
    }

    @Test
    void everyClipPlaysAtSixteenFramesPerSecondWithTheCountItClaims() {
        for (JsonNode clip : calm.clips()) {
            Path file = client.fetch(
                    clip.get("video").textValue(),
                    folder.resolve(clip.get("clip").textValue()));

            assertThat(Probe.film(file).rate().perSecond()).isEqualTo(16.0);
            assertThat(VideoReader.countFrames(file))
                    .isEqualTo(clip.get("frames").asInt());
        }
    }

    @Test
    void theStillShotAndTheBriefOneAreSetAsideWithAReason() {
        Map<Integer, String> verdicts = new HashMap<>();
        calm.clips()
                .forEach(clip -> verdicts.put(
                        clip.get("shot").asInt(), clip.at("/verdict/verdict").asText()));

        assertThat(verdicts).containsEntry(4, "TooStatic").containsEntry(3, "TooShort");
        assertThat(verdicts.values().stream().filter("Kept"::equals)).hasSize(4);
        assertThat(calm.clips()).allMatch(clip -> clip.hasNonNull("reason"));
    }

    @Test
    void everyKeptClipHasACaptionThatBeginsWithTheTriggerPhraseOnce() {
        for (JsonNode clip : kept(calm)) {
            String caption = clip.at("/caption/text").asText();

            assertThat(caption).startsWith(Journey.PHRASE + " ");
            assertThat(caption.indexOf(Journey.PHRASE, 1)).isEqualTo(-1);
        }
    }

    @Test
    void theDatasetIsEncodedWholeAndCounted() {
        JsonNode dataset = calm.dataset();

        assertThat(dataset.get("clips").asInt()).isEqualTo(4);
        assertThat(dataset.get("texts").asInt()).isEqualTo(4);
        assertThat(dataset.get("latents").asInt())
                .isEqualTo(dataset.get("itemsPerEpoch").asInt());
        assertThat(dataset.get("itemsPerEpoch").asInt()).isEqualTo(8);
    }

    @Test
    void theAdapterHasMusubisNamesAndItsRecipeInside() throws IOException {
        Path file = client.fetch(calm.run().at("/adapter/key").asText(), folder.resolve("adapter.safetensors"));

        JsonNode header = SafetensorsHeader.of(file);
        assertThat(names(header))
                .contains("lora_unet_blocks_0_self_attn_q.lora_down.weight")
                .contains("lora_unet_blocks_0_ffn_2.alpha");
        assertThat(header.at("/__metadata__/ss_network_dim").asText()).isEqualTo("8");
        assertThat(header.at("/__metadata__/ss_base_model_version").asText()).isEqualTo("wan");
    }

    @Test
    void theRunLearns() {
        JsonNode losses = client.get("/v1/runs/" + calm.run().get("run").textValue() + "/losses");

        assertThat(calm.run().get("step").asInt()).isEqualTo(24);
        assertThat(calm.run().get("checkpoints")).hasSize(3);
        assertThat(losses.get(losses.size() - 1).get("step").asInt()).isEqualTo(24);
        assertThat(calm.run().get("lastLoss").asDouble())
                .isLessThan(calm.run().get("firstLoss").asDouble());
    }

    @Test
    void theRenderedClipPlaysAndCarriesItsRecipe() {
        Path file = client.fetch(calm.render().at("/clip/key").asText(), folder.resolve("render.mp4"));

        assertThat(Probe.film(file).rate().perSecond()).isEqualTo(16.0);
        assertThat(VideoReader.countFrames(file)).isEqualTo(17);
        assertThat(calm.render().at("/recipe/prompt").asText())
                .isEqualTo(Journey.PHRASE + " A sailing boat crosses a calm bay.");
    }

    @Test
    void killingEveryServiceOnceMidWorkChangesNothing() {
        assertThat(KILLED)
                .containsExactlyInAnyOrder(
                        "gateway",
                        "ingest-service",
                        "caption-service",
                        "cache-service",
                        "trainer-service",
                        "render-service");
        assertThat(told(stormy.clips())).isEqualTo(told(calm.clips()));
        assertThat(stormy.dataset().get("itemsPerEpoch"))
                .isEqualTo(calm.dataset().get("itemsPerEpoch"));
        assertThat(stormy.run().get("checkpoints")).hasSize(3);
        assertThat(stormy.run().get("lastLoss")).isEqualTo(calm.run().get("lastLoss"));
    }

    @Test
    void aKilledRunEndsWithTheSameWeights() throws IOException {
        Path undisturbed = client.fetch(calm.run().at("/adapter/key").asText(), folder.resolve("calm.safetensors"));
        Path disturbed = client.fetch(stormy.run().at("/adapter/key").asText(), folder.resolve("stormy.safetensors"));

        assertThat(SafetensorsHeader.data(disturbed)).isEqualTo(SafetensorsHeader.data(undisturbed));
    }

    @Test
    void nothingIsToldTwiceUnderTwoNames() {
        FactLog log = FactLog.read(studio.bootstrapServers());

        assertThat(log.keysWithSeveralEvents("clips.cut")).isEmpty();
        assertThat(log.keysWithSeveralEvents("clips.screened")).isEmpty();
        assertThat(log.keysWithSeveralEvents("clips.captioned")).isEmpty();
        assertThat(log.keysWithSeveralEvents("latents.cached")).isEmpty();
        assertThat(log.keysWithSeveralEvents("checkpoints.saved")).isEmpty();
        assertThat(log.keysWithSeveralEvents("trainings.ended")).isEmpty();
        assertThat(log.keysWithSeveralEvents("renders.ended")).isEmpty();
    }

    @Test
    void aFileThatIsNoFilmFailsWithASentenceAndHarmsNoOther() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "these are notes, not a film\n".repeat(500));

        String film = client.upload(calm.project(), "../../notes \u6620\u753b.mp4", text)
                .get("film")
                .textValue();

        JsonNode seen = client.await(
                "/v1/films/" + film,
                Duration.ofSeconds(60),
                one -> one.get("state").asText().equals("FAILED"));
        assertThat(seen.at("/problem/sentence").asText()).contains("expected").contains("got");
        assertThat(client.get("/v1/films/" + calm.film().get("film").textValue())
                        .get("state")
                        .asText())
                .isEqualTo("INGESTED");
    }

    @Test
    void aBadRequestIsAnsweredWithAProblemThatNamesTheField() {
        HttpResponse<String> answer = client.tryPost("/v1/projects", "{\"name\": \"x\", \"triggerPhrase\": 7}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("triggerPhrase");
    }

    private static List<JsonNode> kept(Journey journey) {
        return journey.clips().stream()
                .filter(clip -> clip.at("/verdict/verdict").asText().equals("Kept"))
                .toList();
    }

    /// What is said of each clip, without what a second upload of the same film must change: ids and keys.
    private static List<String> told(List<JsonNode> clips) {
        return clips.stream()
                .map(clip ->
                        List.of("shot", "firstFrame", "lastFrame", "frames", "verdict", "measures", "caption").stream()
                                .map(field -> field + "=" + clip.path(field))
                                .toList()
                                .toString())
                .toList();
    }

    private static int sum(JsonNode counts) {
        int sum = 0;
        for (JsonNode count : counts) {
            sum += count.asInt();
        }
        return sum;
    }

    private static List<String> names(JsonNode header) {
        List<String> names = new ArrayList<>();
        header.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
