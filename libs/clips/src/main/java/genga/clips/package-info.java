/// What a render and a preview have in common outside the model: prompts as embeddings kept in the store, and pictures
/// on their way into an MP4.
package genga.clips;
