// TML312 end the process
process.exit(0);
