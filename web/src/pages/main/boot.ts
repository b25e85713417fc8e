document.body.dataset.booted = "true";
