/// One Kafka node as a process: KRaft, no other node, data kept in a folder between starts.
package genga.standalone.broker;
