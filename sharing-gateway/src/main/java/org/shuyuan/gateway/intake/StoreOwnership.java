package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.queue.OrphanedObjects;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.stereotype.Component;

/**
 * Sees to it that database and object store belong together: to one that does not know
 * them, another's originals are unreferenced objects.
 */
@Component
class StoreOwnership {

	private static final int SOME = 1000;

	/**
	 * Marks the store as this database's, unless it is.
	 * @throws InvalidSetting if it is another's
	 */
	StoreOwnership(ObjectOwnerStore owners, ObjectStore objects, OrphanedObjects orphanedObjects) throws IOException {
		String own = owners.id();
		if (objects.findOwner().isEmpty()) {
			insistOnKnowing(objects, orphanedObjects);
			objects.own(own);
		}
		Optional<String> owner = objects.findOwner();
		if (!owner.equals(Optional.of(own))) {
			throw new InvalidSetting(
					"The originals (SHUYUAN_OBJECTS, SHUYUAN_S3_ORIGINALS or the folder of SHUYUAN_DATA) belong to the database %s, but SHUYUAN_SQL_URL names %s: name those that belong together; only if that database is lost for good, remove the object 'owner' beside them"
						.formatted(owner.orElse("-"), own));
		}
	}

	/** Unmarked originals may come from a restore. */
	private static void insistOnKnowing(ObjectStore objects, OrphanedObjects orphanedObjects) throws IOException {
		try (Stream<Sha256> all = objects.list()) {
			List<Sha256> some = all.limit(SOME).toList();
			if (!some.isEmpty() && orphanedObjects.among(some).size() == some.size()) {
				throw new InvalidSetting(
						"The originals (SHUYUAN_OBJECTS, SHUYUAN_S3_ORIGINALS or the folder of SHUYUAN_DATA) are not on record in the database that SHUYUAN_SQL_URL names: name those that belong together, or an empty place");
			}
		}
	}

}
