package genga.contracts.vocabulary;

/// What a thing of a dataset is: moving pictures, or one picture.
public enum Medium {
    CLIP,
    STILL
}
