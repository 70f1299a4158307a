/// Learned detectors that a person may bring along: shot boundaries (TransNetV2) and text over the picture (PP-OCR).
/// None is shipped; without a file nothing here is loaded.
package genga.onnx;
