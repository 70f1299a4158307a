package genga.ingest.collection;

/// One entry of a collection cannot be taken in; the others can. The message is one sentence for a person.
final class EntryRefused extends Exception {
    EntryRefused(String entry, String reason) {
        super("%s: %s".formatted(entry, reason));
    }
}
