console.log("tinyml");
