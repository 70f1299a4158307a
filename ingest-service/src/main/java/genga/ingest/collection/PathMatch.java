package genga.ingest.collection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the medium that a path in a JSONL means. The paths are those of the machine it was written on, of which the
/// zip has the end.
final class PathMatch {
    private final Map<String, List<String>> media;
    private final Set<String> folders;

    PathMatch(List<String> media) {
        this.media = media.stream().collect(Collectors.groupingBy(EntryName::base));
        this.folders = media.stream()
                .filter(EntryName::still)
                .map(name -> EntryName.base("/" + name.substring(0, Math.max(0, name.lastIndexOf('/')))))
                .collect(Collectors.toSet());
    }

    /// @param file the JSONL
    /// @param path that stands in it
    String find(String file, String path) throws EntryRefused {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        if (folders.contains(EntryName.base(plain))) {
            throw new EntryRefused(
                    file,
                    "'%s' is a folder of pictures, which were taken as stills; make a clip of it".formatted(path));
        }
        List<String> named = media.getOrDefault(EntryName.base(plain), List.of());
        String beside = EntryName.folder(file) + plain;
        if (named.contains(beside)) {
            return beside;
        }
        List<String> alike = named.stream()
                .filter(name -> plain.equals(name) || plain.endsWith("/" + name) || name.endsWith("/" + plain))
                .toList();
        List<String> meant = alike.isEmpty() ? named : alike;
        if (meant.size() != 1) {
            throw new EntryRefused(
                    file,
                    "'%s' names %s of the zip; its caption was left out"
                            .formatted(path, meant.isEmpty() ? "no clip or picture" : "several media"));
        }
        return meant.getFirst();
    }
}
