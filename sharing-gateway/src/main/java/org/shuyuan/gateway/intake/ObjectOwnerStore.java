package org.shuyuan.gateway.intake;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** By which the object store knows this database. */
@Repository
class ObjectOwnerStore {

	private final JdbcClient sql;

	ObjectOwnerStore(JdbcClient sql) {
		this.sql = sql;
	}

	/** The database's id, made by the first instance to start. */
	String id() {
		this.sql.sql("insert into gateway.object_owner (id) values (:id) on conflict do nothing")
			.param("id", UUID.randomUUID())
			.update();
		return this.sql.sql("select id::text from gateway.object_owner").query(String.class).single();
	}

}
