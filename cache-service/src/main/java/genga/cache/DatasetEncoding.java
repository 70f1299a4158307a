package genga.cache;

import genga.cache.CacheRun.Cancelled;
import genga.chassis.ChassisConfig;
import genga.chassis.Documents;
import genga.chassis.work.WorkSignals.WorkInterrupted;
import genga.contracts.document.CacheIndex;
import genga.contracts.document.DatasetManifest;
import genga.contracts.document.DatasetManifest.CaptionedClip;
import genga.contracts.fact.CacheOutcome;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.StoredObject;
import genga.store.ObjectStore;
import genga.wan.base.ComputeDevice;
import genga.wan.base.ModelFolder;
import genga.wan.dataset.EpochPlan;
import genga.wan.dataset.PlannedFragment;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Plans the epoch of a dataset, has its captions and fragments encoded, and writes the index of it all.
@ApplicationScoped
class DatasetEncoding {

    private final ObjectStore store;
    private final Documents documents;
    private final Device device;
    private final DType vaeType;
    private final Path folder;

    DatasetEncoding(ObjectStore store, Documents documents, CacheConfig config, ChassisConfig chassis) {
        this.store = store;
        this.documents = documents;
        this.device = ComputeDevice.named(config.device());
        this.vaeType = config.vaeType();
        this.folder = chassis.folder().resolve("cache-service");
    }

    CacheOutcome encode(CacheRun run, DatasetManifest manifest, ModelFolder model)
            throws IOException, Cancelled, WorkInterrupted {
        EpochPlan plan = EpochPlanning.plan(manifest);
        Files.createDirectories(folder);
        Map<ClipId, StoredObject> texts;
        try (CaptionEncoding captions = new CaptionEncoding(store, model, device, folder)) {
            texts = captions.encode(run, manifest.clips());
        }
        Map<DatasetItem, StoredObject> latents;
        List<DatasetItem> items = items(plan, manifest);
        try (FragmentEncoding fragments = new FragmentEncoding(store, model, device, vaeType, folder)) {
            latents = fragments.encode(run, items);
        }
        List<CacheIndex.Item> indexed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            DatasetItem item = items.get(i);
            int part = plan.fragments().get(i).part();
            indexed.add(new CacheIndex.Item(
                    item.name(),
                    item.clip().clip(),
                    part,
                    item.bucket(),
                    manifest.parts().get(part).repeats(),
                    latents.get(item),
                    texts.get(item.clip().clip())));
        }
        StoredObject index = documents.write(
                ObjectKeys.cacheIndex(manifest.dataset()),
                new CacheIndex(
                        CacheIndex.SCHEMA,
                        manifest.dataset(),
                        model.name(),
                        indexed,
                        EpochPlanning.lost(plan, manifest)));
        return new CacheOutcome.Completed(
                index, plan.items(), latents.size(), distinct(texts), EpochPlanning.lostByReason(plan));
    }

    private static int distinct(Map<ClipId, StoredObject> texts) {
        return (int) texts.values().stream().distinct().count();
    }

    /// One per planned fragment, in the plan's order; parts may share one.
    private static List<DatasetItem> items(EpochPlan plan, DatasetManifest manifest) {
        Map<String, CaptionedClip> clips = manifest.clips().stream()
                .collect(Collectors.toMap(clip -> clip.clip().value(), Function.identity()));
        return plan.fragments().stream()
                .map((PlannedFragment fragment) ->
                        DatasetItem.of(fragment, clips.get(fragment.medium().base())))
                .toList();
    }
}
