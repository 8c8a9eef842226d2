"""Values to Discord messages. Pure: nothing here waits, reads or sends."""
