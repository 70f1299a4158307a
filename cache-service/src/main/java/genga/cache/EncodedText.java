package genga.cache;

import genga.contracts.vocabulary.StoredObject;

/// A caption as the text encoder has it.
///
/// @param tokens of the caption, `</s>` included
record EncodedText(StoredObject object, int tokens) {}
