package org.shuyuan.catalogue.publicview;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class WriterLockTests {

	private final WriterLock first = new WriterLock(TestDatabase.dataSource(), "lock");

	private final WriterLock second = new WriterLock(TestDatabase.dataSource(), "lock");

	@Test
	void oneWritesUntilItLetsGo() {
		assertThat(this.first.held()).isTrue();
		assertThat(this.second.held()).isFalse();
		assertThat(this.first.held()).isTrue();
		this.first.close();
		assertThat(this.second.held()).isTrue();
		assertThat(this.first.held()).isFalse();
		this.second.close();
	}

	@Test
	void eachIndexHasItsOwn() {
		WriterLock other = new WriterLock(TestDatabase.dataSource(), "other");
		assertThat(this.first.held()).isTrue();
		assertThat(other.held()).isTrue();
		this.first.close();
		other.close();
	}

	@Test
	void passesOnWhenTheConnectionEnds() throws SQLException {
		assertThat(this.first.held()).isTrue();
		try (Connection connection = TestDatabase.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(
					"""
							select pg_terminate_backend(pid, 60000) from pg_locks
							where locktype = 'advisory' and classid = ('x' || lpad(to_hex(hashtext('catalogue-view')), 8, '0'))::bit(32)::bigint::oid
								and objid = ('x' || lpad(to_hex(hashtext('lock')), 8, '0'))::bit(32)::bigint::oid
							""");
		}
		assertThat(this.second.held()).isTrue();
		assertThat(this.first.held()).isFalse();
		this.second.close();
	}

}
