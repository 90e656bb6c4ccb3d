import { environment } from "@/lib/env";
import { receiveStatusCallback } from "@/lib/services/status-callback-door";
import { createBoundedServer } from "../../server/bounded-server";
import { createStatusCallbackListener } from "../../server/status-callback-listener";

// The callback door alone, a process that tests may kill.
const { PORT, HOST } = environment();
const receive = createStatusCallbackListener({ receive: receiveStatusCallback });
createBoundedServer((request, response) => void receive(request, response)).listen(PORT, HOST);
