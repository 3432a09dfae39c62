// Buttons that copy the address beside them. Without this file they stay hidden, and the
// address is a field from which it can be taken.
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");
document.querySelector("main").append(said);

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where the page does not come by HTTPS
    }
    button.textContent = "Kopiert";
    said.textContent = "Adresse kopiert";
    setTimeout(() => { button.textContent = label; said.textContent = ""; }, 2500);
  });
}
