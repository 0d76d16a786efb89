package org.shuyuan.gateway.queue;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.database.GatewayLock;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.ObjectsUnreachable;
import org.shuyuan.gateway.objects.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Objects that no version on record has. Removing and recording an object exclude each
 * other.
 */
@Repository
public class OrphanedObjects {

	private static final String WANTED = """
			select sha256 from gateway.data_version where sha256 = any(:some) and state <> 'refused'
			""";

	private final JdbcClient sql;

	private final ObjectStore objects;

	OrphanedObjects(JdbcClient sql, ObjectStore objects) {
		this.sql = sql;
		this.objects = objects;
	}

	/** Those among some objects that belong to no version, or to refused ones only. */
	public List<Sha256> among(Collection<Sha256> some) {
		Set<String> wanted = new HashSet<>(this.sql.sql(WANTED)
			.param("some", some.stream().map(Sha256::value).toArray(String[]::new))
			.query(String.class)
			.list());
		return some.stream().filter((each) -> !wanted.contains(each.value())).toList();
	}

	/**
	 * Removes an object if it is one still, and not young.
	 * @return whether it was removed
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	@Transactional
	public boolean remove(Sha256 sha256) throws IOException {
		lock("pg_advisory_xact_lock", sha256);
		return !among(List.of(sha256)).isEmpty() && this.objects.sweep(sha256);
	}

	/**
	 * Removes bytes that only refused versions have, at once.
	 * @return whether they were removed
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	@Transactional
	public boolean discard(Sha256 sha256) throws IOException {
		lock("pg_advisory_xact_lock", sha256);
		boolean orphan = !among(List.of(sha256)).isEmpty();
		if (orphan) {
			this.objects.delete(sha256);
		}
		return orphan;
	}

	/**
	 * Keeps bytes until the running transaction has recorded their owner.
	 * @throws ObjectsUnreachable if they were removed before
	 */
	void keep(Sha256 sha256) {
		lock("pg_advisory_xact_lock_shared", sha256);
		if (!this.objects.has(sha256)) {
			throw new ObjectsUnreachable("The bytes are no longer there");
		}
	}

	private void lock(String lock, Sha256 sha256) {
		this.sql.sql("select %s(%s)".formatted(lock, GatewayLock.OBJECT.key(":sha256")))
			.param("sha256", sha256.value())
			.query((row) -> {
			});
	}

}
