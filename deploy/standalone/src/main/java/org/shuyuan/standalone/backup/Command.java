package org.shuyuan.standalone.backup;

import java.io.IOException;
import java.sql.SQLException;

import org.shuyuan.gateway.objects.ObjectsUnreachable;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.standalone.postgres.DatabaseFailed;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A command that reports an error in one sentence and exits with status 2.
 */
@FunctionalInterface
interface Command {

	void execute() throws IOException, SQLException;

	static void run(Command command) {
		LoggingSystem.get(Command.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
		try {
			command.execute();
		}
		catch (BackupRefused | DatabaseFailed | InvalidSetting ex) {
			end(String.valueOf(ex.getMessage()));
		}
		catch (ObjectsUnreachable _) {
			end("The object store does not answer any more; the set is unfinished: remove it and try again");
		}
		catch (IOException | SQLException ex) {
			end("It was interrupted, so begin again in an empty place: " + ex.getMessage());
		}
	}

	private static void end(String sentence) {
		System.err.println(sentence);
		System.exit(2);
	}

}
