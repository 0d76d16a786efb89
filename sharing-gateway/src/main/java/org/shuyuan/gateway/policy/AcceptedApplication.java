package org.shuyuan.gateway.policy;

import java.time.Instant;

import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;

/**
 * What an accepted application lets one person have: an entry that opens conditionally.
 *
 * @param id the application
 * @param person opaque id of the person
 * @param entry the entry
 * @param until the instant it ends
 */
public record AcceptedApplication(GrantId id, String person, EntryId entry, Instant until) {
}
