package genga.ingest.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.ingest.collection.CollectionItem.BroughtCaption;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds clips, stills and their captions in a collection as musubi-tuner does: by extension, sorted by path, the
/// caption in a `.txt` beside the medium or in a JSONL. Unlike there, the case of an extension does not matter, folders
/// in folders are looked into, and a medium without a caption is taken.
@ApplicationScoped
class Discovery {
    private static final int NAMED = 5;

    private final MusubiLines lines;

    Discovery(ObjectMapper json) {
        this.lines = new MusubiLines(json);
    }

    /// @param items in the order of their names
    /// @param warnings one sentence each
    record Found(List<CollectionItem> items, List<String> warnings) {}

    Found look(Archive archive) throws IOException {
        List<String> warnings = new ArrayList<>(archive.refusals());
        List<String> media = archive.names().stream()
                .filter(name -> EntryName.still(name) || EntryName.clip(name))
                .toList();
        Map<String, BroughtCaption> captions = beside(archive, media, warnings);
        captions.putAll(listed(archive, media, warnings));
        List<CollectionItem> items = new ArrayList<>();
        for (String name : media) {
            items.add(new CollectionItem(
                    items.size() + 1, name, EntryName.clip(name), Optional.ofNullable(captions.get(name))));
        }
        strangers(archive, warnings);
        return new Found(items, warnings);
    }

    /// Captions in files beside the media; `a.png` and `a.jpg` share `a.txt`.
    private static Map<String, BroughtCaption> beside(Archive archive, List<String> media, List<String> warnings)
            throws IOException {
        Map<String, String> texts = new HashMap<>();
        archive.names().stream()
                .filter(name -> EntryName.extension(name).equals("txt"))
                .forEach(name -> texts.put(EntryName.stem(name), name));
        Map<String, BroughtCaption> captions = new HashMap<>();
        for (String name : media) {
            String text = texts.get(EntryName.stem(name));
            if (text != null) {
                try {
                    keep(captions, name, CaptionText.of(archive, text), text);
                } catch (EntryRefused refused) {
                    warnings.add(refused.getMessage());
                }
            }
        }
        return captions;
    }

    private Map<String, BroughtCaption> listed(Archive archive, List<String> media, List<String> warnings)
            throws IOException {
        Map<String, BroughtCaption> captions = new HashMap<>();
        PathMatch match = new PathMatch(media);
        for (String file : archive.names()) {
            if (EntryName.extension(file).equals("jsonl")) {
                for (MusubiLines.Row row : rows(archive, file, warnings)) {
                    try {
                        keep(captions, match.find(file, row.path()), row.caption(), file);
                    } catch (EntryRefused refused) {
                        warnings.add(refused.getMessage());
                    }
                }
            }
        }
        return captions;
    }

    private List<MusubiLines.Row> rows(Archive archive, String file, List<String> warnings) throws IOException {
        try {
            MusubiLines.Rows rows = lines.read(file, CaptionText.of(archive, file));
            warnings.addAll(rows.warnings());
            return rows.rows();
        } catch (EntryRefused refused) {
            warnings.add(refused.getMessage());
            return List.of();
        }
    }

    private static void keep(Map<String, BroughtCaption> captions, String name, String text, String file)
            throws EntryRefused {
        String line = CaptionText.line(text, file);
        if (!line.isEmpty()) {
            captions.put(name, new BroughtCaption(line, file));
        }
    }

    private static void strangers(Archive archive, List<String> warnings) {
        List<String> unknown =
                archive.names().stream().filter(Discovery::strange).toList();
        if (!unknown.isEmpty()) {
            warnings.add("neither clip, picture, caption nor JSONL, and so left out (%d): %s%s"
                    .formatted(
                            unknown.size(),
                            String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size()))),
                            unknown.size() > NAMED ? " ..." : ""));
        }
    }

    private static boolean strange(String name) {
        String extension = EntryName.extension(name).toLowerCase(Locale.ROOT);
        return !EntryName.still(name)
                && !EntryName.clip(name)
                && !List.of("txt", "jsonl", "toml").contains(extension);
    }
}
