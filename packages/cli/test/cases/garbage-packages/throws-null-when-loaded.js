// TML412 it threw null
throw null;
