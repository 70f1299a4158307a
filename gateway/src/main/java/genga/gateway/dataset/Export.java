package genga.gateway.dataset;

import genga.contracts.fact.ClipCut;
import genga.contracts.vocabulary.Medium;
import genga.gateway.readmodel.ClipFacts;
import genga.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Kept clips and stills with their captions as a zip for musubi-tuner, written as it is made: no clip is in memory
/// whole.
final class Export {

    private final ObjectStore store;
    private final DatasetContent.Chosen chosen;

    Export(ObjectStore store, DatasetContent.Chosen chosen) {
        this.store = store;
        this.chosen = chosen;
    }

    /// Where it fails the zip is left without its directory, so that nobody takes it for a whole one.
    void writeTo(OutputStream out) throws IOException {
        // Not closed: closing would write the directory even after a failure.
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        // Videos and pictures are packed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
        Set<Medium> media =
                chosen.clips().stream().map(facts -> facts.cut().medium()).collect(Collectors.toSet());
        text(zip, "dataset.toml", MusubiConfig.of(chosen.parts(), media));
        for (ClipFacts facts : chosen.clips()) {
            add(zip, facts);
        }
        zip.finish();
        zip.flush();
    }

    private void add(ZipOutputStream zip, ClipFacts facts) throws IOException {
        ClipCut cut = facts.cut();
        String name = (cut.medium() == Medium.CLIP ? "clips/" : "stills/") + cut.clip();
        String key = cut.video().key();
        zip.putNextEntry(new ZipEntry(name + key.substring(key.lastIndexOf('.'))));
        try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
            in.transferTo(zip);
        }
        zip.closeEntry();
        text(zip, name + ".txt", facts.captioned().orElseThrow().caption().text() + "\n");
    }

    private static void text(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
