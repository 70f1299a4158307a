/// Video in and out: probing, decoding by timestamps, re-timing, resampling and encoding, on FFmpeg's libraries.
///
/// Nothing here knows of messages, stores or services: paths and pictures go in, pictures, numbers and files come out.
package genga.media;
