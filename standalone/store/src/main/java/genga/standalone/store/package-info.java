/// An S3 endpoint over a folder, as a process: signed requests only, loopback only, objects are plain files.
package genga.standalone.store;
