/// The demonstration: drives a running studio over HTTP from a film to a rendered clip, like any other client.
package genga.standalone.demo;
