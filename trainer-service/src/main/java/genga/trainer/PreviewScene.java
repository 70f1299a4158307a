package genga.trainer;

import genga.clips.PromptEmbeddings;
import genga.contracts.document.CacheIndex.Item;
import genga.contracts.vocabulary.Bucket;
import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.render.Prompts;
import genga.wan.render.SamplingSettings;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Sampler;
import genga.wan.sampling.ScheduleName;
import genga.wan.text.TextEmbedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What previews of a run show and how: its prompts at the shape of its longest items, in Wan's own manner of
/// rendering, always with the same noise, so that only the adapter changes from checkpoint to checkpoint.
///
/// @param folder for files on their way
record PreviewScene(List<Prompts> prompts, SamplingSettings settings, Path folder) {

    private static final int STEPS = 20;
    /// Shift and guidance of Wan2.1's command line.
    private static final double SHIFT = 5;

    private static final double GUIDANCE = 5;

    PreviewScene {
        prompts = List.copyOf(prompts);
    }

    static PreviewScene of(RunPlan plan, PromptEmbeddings embeddings, Path folder) throws IOException {
        List<String> texts = new ArrayList<>(plan.recipe().previews());
        List<Prompts> prompts = new ArrayList<>();
        if (!texts.isEmpty()) {
            texts.add("");
            List<TextEmbedding> encoded = embeddings.of(texts);
            TextEmbedding negative = encoded.getLast();
            encoded.subList(0, encoded.size() - 1)
                    .forEach(positive -> prompts.add(new Prompts(positive, Optional.of(negative))));
        }
        return new PreviewScene(prompts, settings(plan), folder);
    }

    private static SamplingSettings settings(RunPlan plan) {
        Bucket bucket = plan.items().training().stream()
                .map(Item::bucket)
                .max(Comparator.comparingInt(Bucket::frames)
                        .thenComparingInt(size -> size.width() * size.height())
                        .thenComparingInt(Bucket::width))
                .orElseThrow();
        return new SamplingSettings(
                new Resolution(bucket.width(), bucket.height()),
                new FrameCount(bucket.frames()),
                FlowSchedule.of(ScheduleName.WAN_UNIPC, STEPS, SHIFT),
                Sampler.of("unipc"),
                GUIDANCE,
                plan.recipe().seed());
    }
}
