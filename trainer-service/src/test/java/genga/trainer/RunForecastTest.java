package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.document.CacheIndex.Item;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.TrainingRecipe;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.TrainingRequested;
import genga.contracts.vocabulary.Bucket;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.DatasetId;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.RunId;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.wan.base.ModelFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunForecastTest {

    private static final StoredObject OBJECT = new StoredObject("a/b", 1, "0".repeat(64));
    private static final double TERAFLOPS = 0.1;

    @Test
    void everyBucketIsForetoldTheLargestFirstAndThenTheRun() {
        List<Item> items = List.of(item(new Bucket(64, 32, 1), 3), item(new Bucket(96, 64, 17), 1));

        List<String> lines = new RunForecast(plan(items), 0).lines(TERAFLOPS);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("bucket=96x64x17 items=1 tokens=120 memory='")
                .contains("seconds=");
        assertThat(lines.get(1)).startsWith("bucket=64x32x1 items=3 tokens=8 memory='");
        assertThat(lines.get(2)).startsWith("steps=1000 hours=").endsWith("teraflops=0.100");
    }

    /// A step twice as dear makes a run twice as long.
    @Test
    void theRunIsAsLongAsItsMeanStepTimesItsSteps() {
        List<Item> small = List.of(item(new Bucket(64, 32, 1), 1));

        String lines = new RunForecast(plan(small), 0).lines(TERAFLOPS).getLast();
        String slower = new RunForecast(plan(small), 0).lines(TERAFLOPS / 2).getLast();

        assertThat(hours(slower) / hours(lines)).isBetween(1.98, 2.02);
    }

    private static double hours(String line) {
        return Double.parseDouble(line.replaceAll(".*hours=(\\S+) .*", "$1"));
    }

    private static RunPlan plan(List<Item> items) {
        DatasetId dataset = new DatasetId("dataset-1");
        ProjectId project = new ProjectId("project-1");
        RunId run = new RunId("run-1");
        TrainingRecipe recipe = Recipes.steps(1000, 1000);
        return new RunPlan(
                new TrainingRequested(
                        FactHeader.of(Instant.EPOCH, "order", run), run, project, dataset, OBJECT, OBJECT),
                recipe,
                new DatasetManifest(
                        DatasetManifest.SCHEMA,
                        dataset,
                        project,
                        new TriggerPhrase("Kite style."),
                        List.of(),
                        List.of()),
                ItemSplit.of(items, 0, recipe.seed()),
                ModelFolder.open(Path.of("target/models"), "wan-nano"));
    }

    private static Item item(Bucket bucket, int repeats) {
        return new Item("item-" + bucket, new ClipId("clip-" + bucket), 0, bucket, repeats, OBJECT, OBJECT);
    }
}
